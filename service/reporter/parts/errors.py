"""What cannot be used, what is suppressed, and what is printed."""

from __future__ import annotations

import contextlib
import sys


class Unusable(ValueError):
    """A setting that cannot be used. The text is for the person who set it, and holds no secret."""


def quiet() -> contextlib.AbstractContextManager[None]:
    """No error of ours reaches the training."""
    return contextlib.suppress(Exception)


def warn(text: str) -> None:
    """One line for the person, on stderr; never while the command runs."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"tunewatch: {text}\n")
        sys.stderr.flush()
