"""Slack's messages as HTML: blocks and mrkdwn, everything escaped.

Source: api.slack.com/reference/block-kit/blocks and api.slack.com/reference/surfaces/formatting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

import msgspec

# A code block, a code word, a link or mention, or one of the three styles; in this order, because code holds no styles.
MARKUP = re.compile(
    r"```(?P<block>.+?)```|`(?P<code>[^`\n]+)`|<(?P<link>[^>]+)>"
    r"|(?<![\w*])\*(?P<bold>[^*\n]+)\*(?!\w)|(?<![\w_])_(?P<italic>[^_\n]+)_(?!\w)|(?<![\w~])~(?P<strike>[^~\n]+)~(?!\w)",
    re.DOTALL,
)
Block = Mapping[str, object]


def payload_html(body: str) -> str:
    """What Slack would show for the body of an incoming webhook."""
    try:
        payload = msgspec.json.decode(body, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError):
        return f"<pre>{escape(body)}</pre>"
    blocks = [block_html(block) for block in _objects(payload.get("blocks"))]
    for attachment in _objects(payload.get("attachments")):
        blocks += [block_html(block) for block in _objects(attachment.get("blocks"))]
    return "".join(blocks) or f"<p>{mrkdwn_html(str(payload.get('text', '')))}</p>"


def block_html(block: Block) -> str:
    """One layout block; a kind that is not known here is shown as its JSON."""
    match block.get("type"):
        case "header":
            return f"<h3>{text_html(block.get('text'))}</h3>"
        case "section":
            return _section_html(block)
        case "context":
            parts = "".join(f"<span>{text_html(element)}</span>" for element in _objects(block.get("elements")))
            return f'<p class="context">{parts}</p>'
        case "divider":
            return "<hr>"
        case "image":
            return _image_html(block)
        case "actions":
            buttons = "".join(
                f'<span class="button">{text_html(button.get("text"))}</span>'
                for button in _objects(block.get("elements"))
            )
            return f"<p>{buttons}</p>"
        case _:
            return f"<pre>{escape(msgspec.json.encode(block).decode())}</pre>"


def _image_html(block: Block) -> str:
    """The picture at its address, where that is a web address; else its words."""
    address, shown = str(block.get("image_url", "")), escape(str(block.get("alt_text", "")))
    if not address.startswith(("http://", "https://")):
        return f"<p>{shown}</p>"
    return f'<p><img class="picture" src="{escape(address)}" alt="{shown}" referrerpolicy="no-referrer"></p>'


def _section_html(block: Block) -> str:
    html = f"<p>{text_html(block['text'])}</p>" if block.get("text") else ""
    fields = "".join(f"<div>{text_html(field)}</div>" for field in _objects(block.get("fields")))
    return html + (f'<div class="fields">{fields}</div>' if fields else "")


def text_html(text: object) -> str:
    """A text object, plain or mrkdwn."""
    if not isinstance(text, Mapping):
        return ""
    content = str(text.get("text", ""))
    return mrkdwn_html(content) if text.get("type") == "mrkdwn" else _plain(_unescape(content))


def mrkdwn_html(text: str) -> str:
    """Slack's markup; whatever is not markup is escaped."""
    html, end = "", 0
    for found in MARKUP.finditer(text):
        html += _plain(_unescape(text[end : found.start()])) + _markup_html(found)
        end = found.end()
    return html + _plain(_unescape(text[end:]))


def _markup_html(found: re.Match[str]) -> str:
    kind, content = found.lastgroup, found[found.lastgroup or 0]
    match kind:
        case "block":
            return f"<pre>{escape(_unescape(content).strip())}</pre>"
        case "code":
            return f"<code>{escape(_unescape(content))}</code>"
        case "link":
            return _link_html(content)
        case "bold":
            return f"<b>{mrkdwn_html(content)}</b>"
        case "italic":
            return f"<i>{mrkdwn_html(content)}</i>"
        case _:
            return f"<s>{mrkdwn_html(content)}</s>"


def _link_html(content: str) -> str:
    """A link where it leads to a web page; mentions and everything else as text."""
    target, _, label = content.partition("|")
    shown = escape(_unescape(label or target))
    if not target.startswith(("http://", "https://")):
        return f'<span class="mention">{shown}</span>'
    return f'<a href="{escape(_unescape(target))}" rel="noreferrer">{shown}</a>'


def _unescape(text: str) -> str:
    """Undo the three escapes that Slack asks its senders for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _objects(value: object) -> list[Block]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
