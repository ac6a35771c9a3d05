"""What cannot be used, what is suppressed, and what is printed."""

from __future__ import annotations

import contextlib
import sys


class Unusable(ValueError):
    """A setting that cannot be used. The text is for its user, and holds no secret."""


def quiet() -> contextlib.AbstractContextManager[None]:
    """A block whose errors end there, so that none of ours reaches the training."""
    return contextlib.suppress(Exception)


def warn(text: str) -> None:
    """Prints one line for the user on stderr; never called while the command runs."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"tunewatch: {text}\n")
        sys.stderr.flush()
