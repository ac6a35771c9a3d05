"""Access: the tokens and who did what with them."""

from __future__ import annotations

from typing import Any

from service.api import tokens as tokens_api
from service.api.call import Call, Nothing
from service.dashboard.page import Elsewhere, View, same

AUDITED = 200


async def _values(call: Call) -> dict[str, Any]:
    tokens: Any = await tokens_api.listed(call, Nothing())
    audit: Any = await tokens_api.audit(call, tokens_api.AuditQuery(AUDITED))
    return {
        "tokens": tokens["items"],
        "audit": audit["items"],
        "at_most": AUDITED,
        "own": call.caller.id,
        "made": None,
        "same": same("tokens list", "/tokens", what="Tokens")
        + same("audit", "/audit", {"limit": AUDITED}, what="What was done"),
    }


async def show(call: Call, _asked: Nothing) -> View:
    return View("access.html.j2", await _values(call))


async def add(call: Call, asked: tokens_api.TokenBody) -> View:
    """The new token is shown in this answer and never again, so it is no page to go back to."""
    made: Any = await tokens_api.add(call, asked)
    return View("access.html.j2", {**await _values(call), "made": made})


async def remove(call: Call, _asked: Nothing) -> Elsewhere:
    """The token is withdrawn, and every session begun with it has ended."""
    await tokens_api.remove(call, Nothing())
    return Elsewhere("/access", f"{call.path['id']} is withdrawn; its sessions have ended.")
