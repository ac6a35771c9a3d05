"""Trains a two-layer Llama of random weights to sort tickets, with TRL on the CPU. Nothing is downloaded.

Usage: python learn.py TRAINING.jsonl FOLDER STEPS
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", CUDA_VISIBLE_DEVICES="", OMP_NUM_THREADS="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from tests.trainers.tickets import SEPARATOR, WORDS

BATCH = 16


def tokenizer() -> Any:
    vocabulary = {word: number for number, word in enumerate(["<pad>", "<unk>", "<eos>", *WORDS])}
    words = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=words, pad_token="<pad>", unk_token="<unk>", eos_token="<eos>")


def base_model() -> Any:
    """The same random weights each time: what is trained, and what it is compared with."""
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(WORDS) + 3,
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=32,
            pad_token_id=0,
            eos_token_id=2,
        )
    )


def prompt(said: str) -> str:
    """What the model goes on from: the next word is its answer."""
    return f"{said} {SEPARATOR}"


def main(training_file: str, folder: str, steps: str) -> None:
    from datasets import Dataset
    from trl import SFTConfig, SFTTrainer

    conversations = [json.loads(line)["messages"] for line in Path(training_file).read_text().splitlines()]
    rows = [{"prompt": prompt(said["content"]), "completion": f" {label['content']}"} for said, label in conversations]
    settings = SFTConfig(
        output_dir=folder,
        max_steps=int(steps),
        per_device_train_batch_size=BATCH,
        learning_rate=5e-3,
        lr_scheduler_type="constant",
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        seed=7,
    )
    trainer = SFTTrainer(
        model=base_model(), args=settings, train_dataset=Dataset.from_list(rows), processing_class=tokenizer()
    )
    trainer.train()
    trainer.save_model()


if __name__ == "__main__":
    main(*sys.argv[1:])
