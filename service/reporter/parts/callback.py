"""The callback for trainers of transformers and TRL."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from typing import Any

from service.reporter.parts.errors import quiet
from service.reporter.parts.facts import file_uri
from service.reporter.parts.job import Job


def callback(job: Job) -> Any:
    """A transformers TrainerCallback that feeds `job`, from the first process only.

    The end of training is not the end of the job, since saving and pushing follow: the `with` block or the
    wrapper reports it.
    """
    base: Any = importlib.import_module("transformers").TrainerCallback

    class Reports(base):  # type: ignore[misc]  # transformers is not there when types are checked
        """Every method swallows every error: transformers would end the training with it."""

        def on_train_begin(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero:
                    job.log(step=state.global_step, total_steps=state.max_steps)
                    job.update(**_training_arguments(args, job.facts))

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero and logs:
                    job.log_object({**logs, "step": state.global_step, "total_steps": state.max_steps})

        def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Any = None, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero and metrics:
                    job.log_object({**metrics, "step": state.global_step, "total_steps": state.max_steps})

        def on_save(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero:
                    name = f"checkpoint-{state.global_step}"
                    job.checkpoint(name, state.global_step, file_uri(os.path.join(args.output_dir, name)))

    return Reports()


def _training_arguments(args: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """Seed and hyperparameters of TrainingArguments, unless the job has its own."""
    names = (
        "learning_rate", "num_train_epochs", "max_steps", "per_device_train_batch_size", "gradient_accumulation_steps",
        "warmup_steps", "warmup_ratio", "weight_decay", "lr_scheduler_type", "optim", "bf16", "fp16",
    )  # fmt: skip
    facts: dict[str, Any] = {"seed": getattr(args, "seed", None)}
    if not known.get("hyperparameters"):
        values = {name: getattr(args, name, None) for name in names}
        facts["hyperparameters"] = {
            name: getattr(value, "value", value) for name, value in values.items() if value is not None
        }
    return {name: value for name, value in facts.items() if name not in known or not known[name]}
