"""From a view to HTML: one environment that escapes everything, and the frame around each page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.dashboard import words
from service.store.access import ROLES

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# Where, its name, the role that it needs.
MENU = (
    ("/", "Overview", "viewer"),
    ("/jobs", "Jobs", "viewer"),
    ("/models", "Models", "viewer"),
    ("/inbound", "Inbound", "viewer"),
    ("/deliveries", "Deliveries", "viewer"),
    ("/channels", "Channels", "viewer"),
    ("/accounts", "Accounts", "viewer"),
    ("/setup", "Set up", "admin"),
    ("/access", "Access", "admin"),
)
FILTERS = (
    words.ago, words.between, words.count, words.day, words.duration, words.exact, words.how_many, words.hover,
    words.iso, words.many_lines, words.middle, words.number, words.outcome_tone, words.p_value, words.plain,
    words.reason, words.reason_tone, words.safe_link, words.share, words.short, words.signed, words.size, words.tone,
    words.usd, words.utc,
)  # fmt: skip


def make_environment() -> Environment:
    """Templates in which every value is text unless a template itself wrote it, and a missing one is a fault."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # 4 MB that a receiver of webhooks alone never needs

    env = Environment(
        loader=PackageLoader("service.dashboard"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update({each.__name__: each for each in FILTERS})
    env.globals["ui"] = env.get_template("parts.html.j2").module
    return env


def render(template: Template, values: Mapping[str, Any], *, fragment: str | None = None) -> str:
    """The page, or only the part of it that is replaced while it is open. Raises KeyError for an unknown part."""
    if fragment is None:
        return template.render(values)
    block = template.blocks[f"live_{fragment}"]
    return "".join(block(template.new_context(dict(values))))


def frame(path: str, role: str, now: datetime) -> dict[str, Any]:
    """What the frame around every page needs: the menu with the place where we are."""
    menu = [
        (where, name, where == _section(path)) for where, name, needs in MENU if ROLES.index(role) >= ROLES.index(needs)
    ]
    return {"menu": menu, "now": now}


def _section(path: str) -> str:
    """The entry of the menu that a path belongs to."""
    first = "/" + path.lstrip("/").partition("/")[0]
    return "/models" if first == "/evaluations" else first
