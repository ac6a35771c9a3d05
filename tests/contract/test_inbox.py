"""The demo's inbox against clients that others wrote (`slack_sdk`, `aiosmtplib`), and its page against hostile text."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiohttp
import aiosmtplib
import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from service.demo.inbox import Inbox
from service.demo.inbox_page import render_page
from service.demo.received import Received
from service.demo.slack_html import mrkdwn_html, payload_html
from tests.servers import until

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
async def inbox() -> AsyncIterator[Inbox]:
    running = Inbox()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


def mail(subject: str = "Job done", html: str = "<p>All <b>well</b></p>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "tunewatch@example.com", "team@example.com", subject
    message.set_content(".starts with a dot\nAll well\n")
    message.add_alternative(html, subtype="html")
    return message


async def send(inbox: Inbox, message: EmailMessage) -> object:
    return await aiosmtplib.send(message, hostname="127.0.0.1", port=inbox.smtp_port, start_tls=False)


async def test_the_slack_client_hears_ok_and_its_message_is_kept(inbox: Inbox) -> None:
    reply = await AsyncWebhookClient(inbox.slack_url).send(text="done", blocks=[{"type": "divider"}])
    assert (reply.status_code, reply.body) == (200, "ok")
    [kept] = inbox.accepted("slack")
    assert json.loads(kept.body) == {"text": "done", "blocks": [{"type": "divider"}]}


async def test_a_picture_inside_a_mail_is_shown_in_its_place(inbox: Inbox) -> None:
    message = mail(html='<p><img src="cid:one@x" alt="a curve"></p>')
    *_, html = message.iter_parts()
    assert isinstance(html, EmailMessage)
    html.add_related(b"a picture", "image", "png", cid="<one@x>")
    await send(inbox, message)
    (kept,) = inbox.accepted("email")
    assert '<img src="data:image/png;base64,YSBwaWN0dXJl" alt="a curve">' in kept.html
    assert "cid:" not in kept.html


def test_an_image_block_is_shown_from_the_web_only() -> None:
    def shown(address: str) -> str:
        block = {"type": "image", "image_url": address, "alt_text": HOSTILE}
        return payload_html(json.dumps({"blocks": [block]}))

    assert 'src="http://127.0.0.1:1/a.png?key=k&amp;more"' in shown("http://127.0.0.1:1/a.png?key=k&more")
    assert "<img" not in shown("javascript:alert(1)")
    for html in (shown('https://x.test/"><script>'), shown("data:")):
        assert "<script" not in html


@pytest.mark.parametrize(
    ("body", "word"), [(b"{", "invalid_payload"), (b"[" * 100_000, "invalid_payload"), (b"{}", "no_text")]
)
async def test_slack_refuses_what_is_no_message(
    inbox: Inbox, session: aiohttp.ClientSession, body: bytes, word: str
) -> None:
    async with session.post(inbox.slack_url, data=body) as reply:
        assert (reply.status, await reply.text()) == (400, word)
    assert inbox.accepted("slack") == []
    assert len(inbox.messages) == 1


async def test_slack_answers_with_the_trouble_that_was_asked_for_and_is_well_again(inbox: Inbox) -> None:
    client = AsyncWebhookClient(inbox.slack_url, retry_handlers=[])
    inbox.fail_next("slack", 429, 2, retry_after_s=3)
    limited = [await client.send(text="1"), await client.send(text="2")]
    assert [(reply.status_code, reply.headers["Retry-After"]) for reply in limited] == [(429, "3")] * 2
    inbox.fail_next("slack", 404)
    gone = await client.send(text="3")
    assert (gone.status_code, gone.body) == (404, "no_service")
    assert (await client.send(text="4")).status_code == 200
    assert [message.answered for message in inbox.messages] == [429, 429, 404, 200]


async def test_a_slack_that_hangs_has_the_message_and_never_answers(inbox: Inbox) -> None:
    inbox.hang_next("slack")
    sending = asyncio.create_task(AsyncWebhookClient(inbox.slack_url, retry_handlers=[]).send(text="lost?"))
    await until(lambda: inbox.messages)
    assert not sending.done()
    await inbox.stop()
    with pytest.raises(aiohttp.ClientError):
        await sending
    assert inbox.messages[0].answered == 0


async def test_a_webhook_is_kept_with_its_headers_and_bytes(inbox: Inbox, session: aiohttp.ClientSession) -> None:
    async with session.post(inbox.hook_url, data=b'{"a": 1}', headers={"Webhook-Id": "ntf_1"}) as reply:
        assert reply.status == 204
    inbox.drop_next("webhook")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await session.post(inbox.hook_url, data=b"2")
    kept, dropped = inbox.messages
    assert (kept.headers["webhook-id"], kept.body, kept.accepted) == ("ntf_1", '{"a": 1}', True)
    assert (dropped.body, dropped.accepted) == ("2", False)


async def test_a_mail_arrives_whole(inbox: Inbox) -> None:
    await send(inbox, mail(subject="Grüße: fertig"))
    [kept] = inbox.accepted("email")
    assert (kept.sender, kept.recipients) == ("tunewatch@example.com", ["team@example.com"])
    assert kept.subject == "Grüße: fertig"
    assert kept.text.splitlines() == [".starts with a dot", "All well"]
    assert kept.html.strip() == "<p>All <b>well</b></p>"


async def test_several_mails_travel_on_one_connection(inbox: Inbox) -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=inbox.smtp_port, start_tls=False) as client:
        await client.noop()
        await client.send_message(mail("first"))
        await client.rset()
        await client.send_message(mail("second"))
    assert [message.subject for message in inbox.accepted("email")] == ["first", "second"]


async def test_a_mail_is_refused_with_the_code_that_was_asked_for(inbox: Inbox) -> None:
    inbox.fail_next("email", 451)
    with pytest.raises(aiosmtplib.SMTPDataError) as refused:
        await send(inbox, mail())
    assert refused.value.code == 451
    assert inbox.accepted("email") == []
    await send(inbox, mail())
    assert len(inbox.accepted("email")) == 1


async def test_a_mail_server_goes_away_in_the_middle(inbox: Inbox) -> None:
    inbox.drop_next("email")
    with pytest.raises(aiosmtplib.SMTPServerDisconnected):
        await send(inbox, mail())
    assert inbox.messages[0].answered == 0


async def test_smtp_commands_out_of_order_are_answered_503(inbox: Inbox) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", inbox.smtp_port)
    assert (await reader.readline()).startswith(b"220")
    for command in (b"DATA", b"RCPT TO:<a@example.com>", b"MAIL nonsense"):
        writer.write(command + b"\r\n")
        assert (await reader.readline()).startswith(b"503")
    writer.write(b"VRFY a\r\n")
    assert (await reader.readline()).startswith(b"502")
    writer.write(b"QUIT\r\n")
    assert (await reader.readline()).startswith(b"221")
    assert await reader.read() == b""
    writer.close()


async def test_all_messages_are_listed_as_json_and_on_the_page(inbox: Inbox, session: aiohttp.ClientSession) -> None:
    async with session.get(inbox.url) as page:
        assert "Nothing has arrived yet" in await page.text()
    await AsyncWebhookClient(inbox.slack_url).send(text="from slack")
    await send(inbox, mail("from mail"))
    async with session.get(inbox.url + "messages.json") as listed:
        assert [(message["kind"], message["number"]) for message in await listed.json()] == [("slack", 1), ("email", 2)]
    async with session.get(inbox.url) as page:
        html = await page.text()
        assert html.index("from mail") < html.index("from slack")
        assert "1 Slack · 1 E-mail · 0 Webhook<" in html
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def received(kind: str, body: str = "", **fields: object) -> Received:
    usual = {"number": 1, "received_at": 0.0, "path": HOSTILE, "headers": {"webhook-id": HOSTILE}, "answered": 200}
    return Received(kind=kind, body=body, **{**usual, **fields})  # type: ignore[arg-type]  # of the test's own making


def text(kind: str, content: str) -> dict[str, object]:
    return {"type": kind, "text": content}


def test_nothing_hostile_reaches_the_page_as_markup() -> None:
    blocks = [
        {"type": "header", "text": text("plain_text", HOSTILE)},
        {"type": "section", "text": text("mrkdwn", HOSTILE), "fields": [text("plain_text", HOSTILE)]},
        {"type": "context", "elements": [text("mrkdwn", f"*{HOSTILE}* `{HOSTILE}` <https://x/{HOSTILE}|{HOSTILE}>")]},
        {"type": "actions", "elements": [{"type": "button", "text": text("plain_text", HOSTILE)}]},
        {"type": HOSTILE, "x": HOSTILE},
        "not an object",
    ]
    page = render_page(
        [
            received("slack", json.dumps({"blocks": blocks})),
            received("slack", json.dumps({"text": HOSTILE})),
            received("slack", HOSTILE),
            received("webhook", HOSTILE),
            received("webhook", json.dumps({"a": HOSTILE})),
            received("email", html=HOSTILE, text=HOSTILE, subject=HOSTILE, sender=HOSTILE, recipients=[HOSTILE]),
        ]
    )
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;"' in page


def test_slack_markup_is_shown_as_slack_shows_it() -> None:
    shown = {
        "*bold* and _italic_ and ~gone~": "<b>bold</b> and <i>italic</i> and <s>gone</s>",
        "2*3*4 snake_case_name": "2*3*4 snake_case_name",
        "`a*b*c`": "<code>a*b*c</code>",
        "```x\n*y*```": "<pre>x\n*y*</pre>",
        "<https://example.com/?a=1&amp;b=2|see &lt;it&gt;>": (
            '<a href="https://example.com/?a=1&amp;b=2" rel="noreferrer">see &lt;it&gt;</a>'
        ),
        "<javascript:alert(1)|click>": '<span class="mention">click</span>',
        "<@U1>": '<span class="mention">@U1</span>',
        "a &amp;lt; b\nc": "a &amp;lt; b<br>c",
    }
    assert {given: mrkdwn_html(given) for given in shown} == shown


def test_a_message_without_blocks_shows_its_text() -> None:
    assert payload_html('{"text": "*done*"}') == "<p><b>done</b></p>"
    assert payload_html('{"attachments": [{"blocks": [{"type": "divider"}]}]}') == "<hr>"
