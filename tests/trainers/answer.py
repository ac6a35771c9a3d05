"""A small OpenAI-compatible endpoint that runs the tiny base model, and the tuned one as soon as it is saved.

Usage: python answer.py FOLDER. Its first line says its base URL.
"""

from __future__ import annotations

import functools
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trainers import learn  # first: it keeps transformers offline
from tests.trainers.tickets import BASE_MODEL, TUNED_MODEL

MAX_ANSWER_TOKENS = 4


class UnknownModel(Exception):
    """The model is not here, or not yet."""


class Models:
    """The two models. One question at a time: the CPU has no more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words = learn.tokenizer()
        self._lock = threading.Lock()

    def answer(self, name: str, said: str) -> tuple[str, int, int]:
        """(the answer, tokens read, tokens written). Raises UnknownModel."""
        if name == TUNED_MODEL and not (self._folder / "model.safetensors").exists():
            raise UnknownModel
        with self._lock:
            model = self._model(name)
            asked = self._words(learn.prompt(said), return_tensors="pt", return_token_type_ids=False)
            read = asked["input_ids"].shape[1]
            answered = model.generate(**asked, max_new_tokens=MAX_ANSWER_TOKENS, do_sample=False)[0][read:]
            return self._words.decode(answered, skip_special_tokens=True), read, len(answered)

    @functools.cache  # noqa: B019  # two models for the life of a process
    def _model(self, name: str) -> Any:
        if name == BASE_MODEL:
            return learn.base_model().eval()
        if name == TUNED_MODEL:
            return learn.LlamaForCausalLM.from_pretrained(self._folder).eval()
        raise UnknownModel


def completion(models: Models, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Status and body of an answer to `POST /v1/chat/completions`."""
    name = asked["model"]
    try:
        text, read, written = models.answer(name, asked["messages"][-1]["content"])
    except UnknownModel:
        return 404, {"error": {"message": f"The model {name} does not exist", "code": "model_not_found", "type": "x"}}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    return 200, {
        "id": "chatcmpl-1", "object": "chat.completion", "created": int(time.time()), "model": name,
        "choices": [choice], "usage": usage,
    }  # fmt: skip


def main(folder: str) -> None:
    models = Models(Path(folder))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status, said = completion(models, asked)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}/v1", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
