"""A training that a test can afford: a Llama of a few thousand random weights on made-up text, no download.

Usage: python tiny.py trainer|trl FOLDER STEPS [callback]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", CUDA_VISIBLE_DEVICES="")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "service" / "reporter"))

import reporter
import torch
from datasets import Dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, Trainer, TrainingArguments

WORDS = ["the", "cat", "sat", "on", "a", "mat", "and", "looked", "at", "one", "dog", "that", "ran", "to", "its", "red"]
LENGTH = 16


def tokenizer() -> Any:
    vocabulary = {word: number for number, word in enumerate(["<pad>", "<unk>", "<eos>", *dict.fromkeys(WORDS)])}
    model = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    model.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=model, pad_token="<pad>", unk_token="<unk>", eos_token="<eos>")


def model(vocabulary: int) -> Any:
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=vocabulary,
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=64,
            pad_token_id=0,
            eos_token_id=2,
        )
    )


def arguments(folder: str, steps: int) -> dict[str, Any]:
    return {
        "output_dir": folder,
        "max_steps": steps,
        "per_device_train_batch_size": 2,
        "logging_steps": 1,
        "eval_strategy": "steps",
        "eval_steps": 1000 if steps > 1000 else 2,
        "save_steps": 1000 if steps > 1000 else 2,
        "save_total_limit": 1,
        "report_to": "none",
        "use_cpu": True,
        "seed": 7,
    }


def with_trainer(folder: str, steps: int, callbacks: list[Any]) -> None:
    words = tokenizer()
    ids = words(" ".join(WORDS), max_length=LENGTH, truncation=True)["input_ids"]
    rows = [{"input_ids": ids, "labels": ids, "attention_mask": [1] * len(ids)}] * 8
    trainer = Trainer(
        model=model(len(words)),
        args=TrainingArguments(**arguments(folder, steps)),
        train_dataset=Dataset.from_list(rows),
        eval_dataset=Dataset.from_list(rows[:2]),
        callbacks=callbacks,
    )
    trainer.train()
    trainer.save_model()


def with_trl(folder: str, steps: int, callbacks: list[Any]) -> None:
    from trl import SFTConfig, SFTTrainer

    words = tokenizer()
    rows = Dataset.from_list([{"text": " ".join(WORDS)}] * 8)
    trainer = SFTTrainer(
        model=model(len(words)),
        args=SFTConfig(**arguments(folder, steps), max_length=LENGTH),
        train_dataset=rows,
        eval_dataset=rows.select(range(2)),
        processing_class=words,
        callbacks=callbacks,
    )
    trainer.train()
    trainer.save_model()


def main(kind: str, folder: str, steps: str, *more: str) -> None:
    train = {"trainer": with_trainer, "trl": with_trl}[kind]
    if "callback" in more:
        with reporter.Job(base_model="made-up/tiny-llama") as job:
            train(folder, int(steps), [reporter.callback(job)])
    else:
        train(folder, int(steps), [])


if __name__ == "__main__":
    main(*sys.argv[1:])
