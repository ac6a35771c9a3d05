"""The objects of the OpenAI API that the simulator speaks, field by field.

Source: developers.openai.com/api/reference, fine_tuning/jobs, files, models, chat/completions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from service.core.wire import JSONValue

Auto = Literal["auto"]
Level = Literal["info", "warn", "error"]


class ApiError(Exception):
    """An error as the API answers it."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        kind: str = "invalid_request_error",
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
        self.body = msgspec.json.encode({"error": {"message": message, "type": kind, "param": param, "code": code}})


class Hyperparameters(msgspec.Struct):
    n_epochs: int | Auto = "auto"
    batch_size: int | Auto = "auto"
    learning_rate_multiplier: float | Auto = "auto"


class MethodBody(msgspec.Struct):
    hyperparameters: Hyperparameters = msgspec.field(default_factory=Hyperparameters)


class Method(msgspec.Struct, omit_defaults=True):
    type: Literal["supervised", "dpo", "reinforcement"]
    supervised: MethodBody | None = None
    dpo: MethodBody | None = None


class JobRequest(msgspec.Struct):
    """The body of `POST /fine_tuning/jobs`; a `hyperparameters` beside `method` is the deprecated place."""

    model: str
    training_file: str
    validation_file: str | None = None
    suffix: str | None = None
    seed: int | None = None
    metadata: dict[str, str] | None = None
    method: Method | None = None
    hyperparameters: Hyperparameters | None = None

    def chosen_hyperparameters(self) -> Hyperparameters:
        if self.method is not None and self.method.supervised is not None:
            return self.method.supervised.hyperparameters
        return self.hyperparameters or Hyperparameters()


class Job(msgspec.Struct):
    """The API really sends `{}` as `error` while nothing failed, and `user_provided_suffix`, which is undocumented."""

    id: str
    model: str
    created_at: int
    organization_id: str
    status: str
    training_file: str
    seed: int
    hyperparameters: Hyperparameters
    method: Method
    object: str = "fine_tuning.job"
    validation_file: str | None = None
    finished_at: int | None = None
    fine_tuned_model: str | None = None
    result_files: list[str] = []
    trained_tokens: int | None = None
    error: dict[str, str | None] = {}
    estimated_finish: int | None = None
    integrations: list[dict[str, str]] = []
    metadata: dict[str, str] | None = None
    user_provided_suffix: str | None = None


class JobEvent(msgspec.Struct):
    id: str
    created_at: int
    level: Level
    message: str
    type: Literal["message", "metrics"]
    data: dict[str, float]
    object: str = "fine_tuning.job.event"


class Checkpoint(msgspec.Struct):
    id: str
    created_at: int
    fine_tuned_model_checkpoint: str
    fine_tuning_job_id: str
    step_number: int
    metrics: dict[str, float]
    object: str = "fine_tuning.job.checkpoint"


class File(msgspec.Struct):
    id: str
    bytes: int
    created_at: int
    filename: str
    purpose: str
    object: str = "file"
    status: str = "processed"
    status_details: str | None = None
    expires_at: int | None = None


class Model(msgspec.Struct):
    id: str
    created: int
    owned_by: str
    shutdown_date: str | None = None
    object: str = "model"


class ChatPart(msgspec.Struct):
    type: str
    text: str = ""


class ChatMessage(msgspec.Struct):
    role: str
    content: str | list[ChatPart] | None = None

    def text(self) -> str:
        """The content as text: a string, or the text parts of a list."""
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content or ())


class ChatRequest(msgspec.Struct):
    model: str
    messages: list[ChatMessage]
    stream: bool | None = None


def listing(entries: Iterable[bytes], *, has_more: bool, extra: bytes = b"") -> bytes:
    """A page of already encoded objects. `extra` goes between data and has_more, each field with its comma."""
    tail = b"true" if has_more else b"false"
    return b'{"object":"list","data":[' + b",".join(entries) + b"]," + extra + b'"has_more":' + tail + b"}"


def chat_completion(completion_id: str, request: ChatRequest, answer: str, *, created: int) -> bytes:
    """The reply to a chat call; a token is taken to be four characters."""
    prompt_tokens = sum(4 + count_tokens(message.text()) for message in request.messages)
    completion_tokens = count_tokens(answer)
    message: dict[str, JSONValue] = {"role": "assistant", "content": answer, "refusal": None, "annotations": []}
    choice: dict[str, JSONValue] = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    reply: dict[str, JSONValue] = {
        "id": completion_id,
        "object": "chat.completion",
        "created": created,
        "model": request.model,
        "choices": [choice],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "total_tokens": prompt_tokens + completion_tokens,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {
                "reasoning_tokens": 0,
                "audio_tokens": 0,
                "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            },
        },
        "service_tier": "default",
        "system_fingerprint": None,
    }
    return msgspec.json.encode(reply)


def count_tokens(text: str) -> int:
    return max(1, len(text) // 4)
