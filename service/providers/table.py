"""Every provider there is. Adding one is one file and one line here."""

from __future__ import annotations

from service.providers import Provider
from service.providers.generic import GENERIC
from service.providers.openai import OPENAI

PROVIDERS: dict[str, Provider] = {"openai": OPENAI, "generic": GENERIC}
