"""Slack incoming webhook: Block Kit with a `text` fallback.

Everything that comes from a job travels in plain_text objects, where Slack reads no formatting and no mentions;
the only mrkdwn is the link that we write ourselves.
Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from service.core.config import Channel, Secret
from service.core.notification import Notification
from service.core.send_result import Outcome, SendResult
from service.notifiers import Answer, Chart, ChartForm, HttpReply, HttpRequest, Request
from service.notifiers.keys import Configuration, secret_address
from service.notifiers.replies import retry_after_s
from service.notifiers.words import LOG_LABEL, Fields, Words, chart_words, words

if TYPE_CHECKING:
    from slack_sdk.models.blocks import Block, PlainTextObject

# Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
MAX_HEADER = 150
MAX_TEXT = 3000
MAX_FIELD = 2000
FIELDS_PER_SECTION = 10

# What Slack's incoming webhooks say in their body. Only words of this list reach a log.
_GONE = ("no_service", "invalid_token", "no_team", "team_disabled", "channel_is_archived", "channel_not_found")
_REFUSED = (
    "invalid_payload",
    "invalid_blocks",  # also: a picture that it could not fetch
    "no_text",
    "too_many_attachments",
    "action_prohibited",
    "posting_to_general_channel_denied",
)


@dataclass(frozen=True, slots=True)
class SlackOptions:
    url: Secret  # of the incoming webhook


URL = secret_address("https://hooks.slack.com/services/T00000000/B00000000/key")


class Slack:
    """POSTs a message to the channel's incoming webhook."""

    kind = "slack"
    configuration = Configuration(SlackOptions, (URL,), "an incoming webhook")
    guarantee = (
        "Nothing is lost: what Slack does not take is tried again for about 66 hours, then kept as a dead letter. "
        "A repeat happens only when Tunewatch dies between sending and recording, or when Slack's answer is lost; "
        "incoming webhooks cannot be asked what arrived, so each message carries the notification's id at its end."
    )

    chart_form: ChartForm = "linked"

    def render(
        self, notification: Notification, channel: Channel, *, now_s: int, chart: Chart | None = None
    ) -> Request:
        said = words(notification)
        picture = None if chart is None else (chart.url, chart_words(notification))
        message = {
            "text": cut(f"{said.icon} {said.title}: {said.summary}", MAX_TEXT),
            "blocks": [block.to_dict() for block in _blocks(said, picture)],
            "unfurl_links": False,
            "unfurl_media": False,
        }
        headers = {"content-type": "application/json; charset=utf-8"}
        return HttpRequest("POST", channel.of(SlackOptions).url.reveal(), headers, msgspec.json.encode(message))

    def judge(self, answer: Answer) -> SendResult:
        if not isinstance(answer, HttpReply):
            return SendResult(Outcome.REFUSED, again=False, detail="not an HTTP answer")
        status, said = answer.status, answer.body[:200].decode("utf-8", "replace").strip().lower()
        word = next((known for known in (*_GONE, *_REFUSED) if said.startswith(known)), "")
        detail = f"answered {status} {word}".strip()
        if 200 <= status < 300:
            return _judge_success(status, said)
        if status == 429:
            return SendResult(Outcome.THROTTLED, True, detail, status, retry_after_s(answer.headers))
        if status >= 500 or status < 200:
            return SendResult(Outcome.SERVER_ERROR, True, detail, status, retry_after_s(answer.headers))
        if status == 408:
            return SendResult(Outcome.TIMED_OUT, True, detail, status)
        if word in _GONE or (status in {403, 404, 410} and word not in _REFUSED):
            return SendResult(
                Outcome.GONE, False, f"{detail}: the webhook or its Slack channel no longer exists", status
            )
        if 300 <= status < 400:
            return SendResult(Outcome.REFUSED, False, f"{detail}: redirects are not followed", status)
        return SendResult(Outcome.REFUSED, False, detail, status)

    def blames_chart(self, result: SendResult) -> bool:
        # It fetches the picture before it takes the message. Source: github.com/slackapi/python-slack-sdk/issues/1782
        return result.outcome is Outcome.REFUSED and result.status == 400


def _judge_success(status: int, said: str) -> SendResult:
    """Slack says `ok`. A web page is a proxy in between; anything else is no incoming webhook."""
    if said in {"ok", ""}:
        return SendResult(Outcome.DELIVERED, again=False, detail=f"answered {status}", status=status)
    if said.startswith("<"):
        return SendResult(
            Outcome.SERVER_ERROR, True, f"answered {status} with a web page: a proxy is in between", status
        )
    return SendResult(
        Outcome.REFUSED, False, f"answered {status} without Slack's ok: is this an incoming webhook?", status
    )


def escape(text: str) -> str:
    """Slack's three control characters as entities. Without them no mention, link or `<!channel>` can be formed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, limit: int) -> str:
    """`text` escaped and within `limit` of Slack's characters; what is left out is counted at the end."""
    escaped = escape(text)
    if _length(escaped) <= limit:
        return escaped
    room = limit - len(f"… ({len(text)} more characters)")
    kept = 0
    for character in text:
        room -= _length(escape(character))
        if room < 0:
            break
        kept += 1
    return f"{escape(text[:kept])}… ({len(text) - kept} more characters)"


def cut_front(text: str, limit: int) -> str:
    """Like `cut`, but the end stays: of a log that is what tells."""
    escaped = escape(text)
    if _length(escaped) <= limit:
        return escaped
    room = limit - len(f"({len(text)} earlier characters) …")
    kept = 0
    for character in reversed(text):
        room -= _length(escape(character))
        if room < 0:
            break
        kept += 1
    return f"({len(text) - kept} earlier characters) …{escape(text[len(text) - kept :])}"


def _length(text: str) -> int:
    """In UTF-16 units, the larger way to count."""
    return len(text.encode("utf-16-le")) // 2


def _blocks(said: Words, picture: tuple[str, str] | None) -> list[Block]:
    """`picture`: its address and what it shows in words."""
    # Imported here: 64 ms that a process without Slack does not pay.
    from slack_sdk.models.blocks import ContextBlock, HeaderBlock, ImageBlock, MarkdownTextObject, SectionBlock

    blocks: list[Block] = [
        HeaderBlock(text=_plain(f"{said.icon} {said.title}", MAX_HEADER)),
        SectionBlock(text=_plain(said.summary, MAX_TEXT)),
    ]
    if said.reason:
        blocks.append(SectionBlock(text=_plain(f"{said.reason_label}:\n{said.reason}", MAX_TEXT)))
    if said.log:
        blocks.append(SectionBlock(text=_plain(f"{LOG_LABEL}:", MAX_TEXT)))
        blocks.append(_code(said.log))
    if picture is not None:
        blocks.append(ImageBlock(image_url=picture[0], alt_text=picture[1]))
    blocks.extend(SectionBlock(fields=fields) for fields in _field_groups(said.fields))
    if said.link:
        blocks.append(SectionBlock(text=MarkdownTextObject(text=f"<{escape(said.link)}|{said.link_label}>")))
    blocks.append(ContextBlock(elements=[_plain(said.footer, MAX_FIELD)]))
    return blocks


def _code(text: str) -> Block:
    """A code block of plain text: rich text reads no formatting either."""
    from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextPreformattedElement

    said = RichTextElementParts.Text(text=cut_front(text, MAX_TEXT))
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[said])])


def _field_groups(fields: Fields) -> list[list[str | dict[str, object] | PlainTextObject]]:
    texts = [_plain(f"{label}\n{value}", MAX_FIELD) for label, value in fields]
    return [list(texts[at : at + FIELDS_PER_SECTION]) for at in range(0, len(texts), FIELDS_PER_SECTION)]


def _plain(text: str, limit: int) -> PlainTextObject:
    """A plain_text object; `emoji` off, so that a name like `:eyes:` stays a name."""
    from slack_sdk.models.blocks import PlainTextObject

    return PlainTextObject(text=cut(text, limit), emoji=False)
