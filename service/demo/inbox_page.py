"""The inbox as one HTML page, newest message first. Everything that came in is escaped; e-mails are in a sandbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import msgspec

from service.demo.received import Received
from service.demo.slack_html import payload_html

REFRESH_S = 5
SHOWN_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature", "content-type", "user-agent")
NAMES = {"slack": "Slack", "email": "E-mail", "webhook": "Webhook"}

STYLE = """
:root { color-scheme: light dark; --ink: #1d2129; --soft: #667085; --line: #dfe3ea; --paper: #fff; --ground: #f4f5f8;
  --slack: #611f69; --email: #0b66c3; --webhook: #0f7b5f; --bad: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ec; --soft: #98a2b3; --line: #323843; --paper: #1b1f27;
  --ground: #12151a; --slack: #c78bce; --email: #6db3f7; --webhook: #4fc3a1; --bad: #f97066; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.35rem; margin: 0; }
h3 { font-size: 1.05rem; margin: 0 0 .4rem; }
.count { color: var(--soft); margin: 0 0 1.25rem; }
article { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--kind);
  border-radius: 8px; padding: .8rem 1rem; margin: 0 0 .9rem; overflow-wrap: anywhere; }
article > header { display: flex; flex-wrap: wrap; gap: .2rem .7rem; font-size: .82rem; color: var(--soft);
  margin-bottom: .5rem; }
article > header b { color: var(--kind); }
article p { margin: .3rem 0; }
.slack { --kind: var(--slack); } .email { --kind: var(--email); } .webhook { --kind: var(--webhook); }
.refused { opacity: .7; border-style: dashed; }
.state { color: var(--bad); font-weight: 600; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .35rem 1rem;
  margin: .4rem 0; }
.context { color: var(--soft); font-size: .85rem; display: flex; flex-wrap: wrap; gap: .2rem .8rem; }
.button { border: 1px solid var(--line); border-radius: 6px; padding: .15rem .6rem; margin-right: .4rem; }
.mention { background: #f2c74433; border-radius: 3px; padding: 0 .2rem; }
pre { background: var(--ground); border-radius: 6px; padding: .6rem .7rem; margin: .4rem 0; font-size: .82rem;
  overflow-x: auto; white-space: pre-wrap; }
code { background: var(--ground); border-radius: 3px; padding: 0 .25rem; }
img.picture { max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid var(--line); }
iframe { width: 100%; height: 24rem; border: 1px solid var(--line); border-radius: 6px; background: #fff;
  color-scheme: light; }
summary { color: var(--soft); font-size: .85rem; cursor: pointer; }
"""


def render_page(messages: Sequence[Received]) -> str:
    """The whole page."""
    articles = "".join(_article(message) for message in reversed(messages))
    empty = '<p class="count">Nothing has arrived yet. This page looks again by itself.</p>'
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="refresh" content="{REFRESH_S}">'
        f"<title>Inbox ({len(messages)})</title><style>{STYLE}</style></head><body><main>"
        f'<h1>Inbox</h1><p class="count">{_counts(messages)}</p>{articles or empty}</main></body></html>'
    )


def _counts(messages: Sequence[Received]) -> str:
    """How many of each kind arrived, and how many were turned away."""
    parts = [
        f"{sum(message.kind == kind and message.accepted for message in messages)} {name}"
        for kind, name in NAMES.items()
    ]
    refused = sum(not message.accepted for message in messages)
    return " · ".join([*parts, f"{refused} turned away"] if refused else parts)


def _article(message: Received) -> str:
    at = datetime.fromtimestamp(message.received_at, UTC)
    state = "" if message.accepted else f'<span class="state">{_state(message)}</span>'
    return (
        f'<article class="{message.kind}{"" if message.accepted else " refused"}" id="message-{message.number}">'
        f'<header><b>{NAMES[message.kind]}</b><time datetime="{at.isoformat()}">{at:%H:%M:%S} UTC</time>'
        f"<span>{escape(_address(message))}</span>{state}</header>{_content(message)}</article>"
    )


def _state(message: Received) -> str:
    return f"answered {message.answered}" if message.answered else "left without an answer"


def _address(message: Received) -> str:
    if message.kind == "email":
        return f"{message.sender} → {', '.join(message.recipients)}"
    return message.path


def _content(message: Received) -> str:
    match message.kind:
        case "slack":
            return payload_html(message.body)
        case "email":
            return _mail_html(message)
        case "webhook":
            return _hook_html(message)


def _mail_html(message: Received) -> str:
    """The mail as its reader sees it. No scripts, forms, links or requests: the sandbox allows nothing."""
    title = f"<h3>{escape(message.subject)}</h3>"
    if not message.html:
        return f"{title}<pre>{escape(message.text)}</pre>"
    frame = f'<iframe sandbox="" title="E-mail" srcdoc="{escape(message.html)}"></iframe>'
    return f"{title}{frame}<details><summary>Plain text</summary><pre>{escape(message.text)}</pre></details>"


def _hook_html(message: Received) -> str:
    headers = "\n".join(f"{name}: {message.headers[name]}" for name in SHOWN_HEADERS if name in message.headers)
    try:
        body = msgspec.json.format(message.body, indent=2)
    except (msgspec.DecodeError, RecursionError):
        body = message.body
    return f"<details><summary>Headers</summary><pre>{escape(headers)}</pre></details><pre>{escape(body)}</pre>"
