"""What options and a trainer's config say about a job."""

from __future__ import annotations

import argparse
import json
import os
import socket
from collections.abc import Sequence
from typing import Any

from service.reporter.parts.log_lines import MAX_NAMES
from service.reporter.parts.masking import SECRET_NAME
from service.reporter.parts.values import plain, without_none

MAX_CONFIG_BYTES = 1024 * 1024
TRAINERS = {"axolotl", "llamafactory-cli", "lmf", "trl", "tune"}


def facts_of(options: argparse.Namespace, command: Sequence[str]) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """(facts, data sets by name, what could not be read). Options win over a trainer's config."""
    config = trainer_config(command)
    hyperparameters, troubles = config.pop("hyperparameters", {}), []
    if options.hyperparameters:
        try:
            hyperparameters = {**hyperparameters, **_json_object(options.hyperparameters)}
        except (OSError, ValueError) as error:
            troubles.append(f"{options.hyperparameters} cannot be read as an object of hyperparameters: {error}")
    hyperparameters = {**hyperparameters, **dict(parse_pair(pair) for pair in options.pairs)}
    datasets = dict(map(_dataset, options.dataset))
    output_dir = options.output_dir or config.pop("output_dir", None)
    given = {
        "base_model": options.base_model,
        "tuned_model": options.tuned_model,
        "model_name": options.model_name,
        "method": options.method,
        "hyperparameters": hyperparameters or None,
        "metadata": dict(parse_pair(pair) for pair in options.metadata) or None,
        "training_file": next(iter(datasets), None),
        "artifact_uri": artifact_uri(options.artifact, options.hub_id, output_dir),
        "url": options.link,
        "seed": options.seed,
        "output_dir": output_dir,
    }
    return {**config, **without_none(given)}, datasets, troubles


def _dataset(text: str) -> tuple[str, str]:
    """(name, path) of `name=path` or of a path alone."""
    if "=" in text and not os.path.exists(text):
        name, _, path = text.partition("=")
        return name, path
    return os.path.basename(text), text


def artifact_uri(given: str | None, hub_id: str | None, output_dir: str | None) -> str | None:
    """Where the weights will be: as given, on the hub, or in a folder of this machine."""
    if given:
        return given
    if hub_id:
        return f"hf://{hub_id}"
    return file_uri(output_dir) if output_dir else None


def file_uri(path: str) -> str:
    """`file://host/path`: the path on this machine."""
    return f"file://{socket.gethostname()}{os.path.abspath(path)}"


def trainer_config(command: Sequence[str]) -> dict[str, Any]:
    """The facts in a known trainer's JSON config, the last word of its command. The standard library reads no YAML."""
    if not command or os.path.basename(command[0]) not in TRAINERS or not command[-1].endswith(".json"):
        return {}
    try:
        config = _json_object(command[-1])
    except (OSError, ValueError):
        return {}
    scalars = {
        name: value
        for name, value in config.items()
        if isinstance(value, (str, int, float)) and not SECRET_NAME.search(name) and len(str(value)) <= 200
    }
    facts = {
        "base_model": scalars.get("base_model") or scalars.get("model_name_or_path"),
        "method": scalars.get("finetuning_type") or scalars.get("adapter"),
        "output_dir": scalars.get("output_dir"),
        "hyperparameters": dict(list(scalars.items())[:MAX_NAMES]),
    }
    return {name: value for name, value in facts.items() if value}


def _json_object(path: str) -> dict[str, Any]:
    """The object in a JSON file. Raises OSError or ValueError."""
    with open(path, encoding="utf-8") as file:
        value = json.loads(file.read(MAX_CONFIG_BYTES))
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def parse_pair(text: str) -> tuple[str, Any]:
    """(name, value) of `name=value`; the value is read as JSON where it is JSON."""
    name, _, value = text.partition("=")
    try:
        return name, plain(json.loads(value))
    except (ValueError, RecursionError):
        return name, value
