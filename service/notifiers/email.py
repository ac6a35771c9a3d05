"""E-mail: text and HTML, one thread per job, with an id that every attempt shares."""

from __future__ import annotations

import email.policy
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape

from service.core.config import Channel, Secret
from service.core.notification import Notification
from service.core.send_result import Outcome, SendResult
from service.notifiers import Answer, Chart, ChartForm, MailReply, MailRequest, Request
from service.notifiers.keys import Configuration, Given, Key, KeyType
from service.notifiers.words import LOG_LABEL, Words, as_text, chart_words, one_line, words

PORTS = {"starttls": 587, "implicit": 465, "none": 25}  # by `tls`
MAX_SUBJECT = 180
CHART_WIDTH = 720  # shown at half of its pixels, for dense screens

# Codes whose meaning helps at 3 a.m. The server's own text is not logged: it may repeat what we sent.
# Source: RFC 5321 section 4.2.3, RFC 4954 section 6.
_MEANINGS = {
    421: "the server is closing",
    450: "the mailbox is busy or greylisted",
    451: "the server had an error",
    452: "the server has no room",
    454: "the login failed for the moment",
    521: "the host takes no mail",
    530: "the server wants a login or TLS",
    534: "the server wants another way to log in",
    535: "the login is refused",
    550: "a mailbox does not exist or refuses us",
    551: "the recipient is not local",
    552: "the mailbox is full",
    553: "an address is not allowed",
    554: "the server refuses the message",
    556: "the domain takes no mail",
}
_GONE = frozenset({521, 556})
_AGAIN = frozenset({552})  # RFC 5321 4.5.3.1.10: a client should treat it as temporary
_TOO_MUCH = frozenset({552, 554})  # too large, or of a kind that is not taken
_ENHANCED = re.compile(r"\A\s*([245]\.\d{1,3}\.\d{1,3})\b")
_PARTLY = re.compile(r"\A(\d{1,4}) of (\d{1,4}) recipients refused\Z")


@dataclass(frozen=True, slots=True)
class EmailOptions:
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = PORTS["starttls"]
    tls: str = "starttls"
    username: str | None = None
    password: Secret | None = None


def _usual_port(given: Given) -> int | None:
    return PORTS.get(str(given.get("tls")))


def _sender_by_login(given: Given) -> str | None:
    """The user name where it is an address."""
    username = str(given.get("username", ""))
    return username if "@" in username else None


KEYS = (
    Key(
        "host",
        KeyType.TEXT,
        "SMTP server",
        what="the SMTP server's name",
        required=True,
        example="smtp.example.com",
    ),
    Key("port", KeyType.PORT, "Port", placeholder=str(PORTS["starttls"]), derive=_usual_port),
    Key("tls", KeyType.CHOICE, "Encryption", choices=tuple(PORTS), default="starttls"),
    Key("username", KeyType.TEXT, "User name"),
    Key("password", KeyType.SECRET, "Password", example="password"),
    Key(
        "sender",
        KeyType.ADDRESS,
        "From",
        what="the address that the messages come from",
        required=True,
        alias="from",
        derive=_sender_by_login,
        example="tunewatch@example.com",
    ),
    Key(
        "to",
        KeyType.ADDRESSES,
        "To",
        what="the addresses that the messages go to",
        hint="Several with a space between.",
        required=True,
        example=("you@example.com",),
    ),
)


class Email:
    """Hands the message to the channel's SMTP server."""

    kind = "email"
    configuration = Configuration(EmailOptions, KEYS, "by your SMTP server")
    guarantee = (
        "Nothing is lost until your mail server has taken the message: until then it is tried again for about 66 "
        "hours, then kept as a dead letter. A repeat happens only when Tunewatch dies between sending and recording, "
        "or when the server goes away before it confirms; it carries the same Message-ID, so that a mail program can "
        "show it once."
    )

    chart_form: ChartForm = "inside"

    def render(
        self, notification: Notification, channel: Channel, *, now_s: int, chart: Chart | None = None
    ) -> Request:
        options = channel.of(EmailOptions)
        return MailRequest(
            host=options.host,
            port=options.port,
            message=_message(notification, options, now_s, None if chart is None else chart.png),
            username=options.username,
            password=None if options.password is None else options.password.reveal(),
            tls=options.tls,
        )

    def judge(self, answer: Answer) -> SendResult:
        if not isinstance(answer, MailReply):
            return SendResult(Outcome.REFUSED, again=False, detail="not an SMTP answer")
        code, detail = answer.code, _detail(answer)
        if 200 <= code < 300:
            return SendResult(Outcome.DELIVERED, again=False, detail=detail, status=code)
        if code in _GONE:
            return SendResult(Outcome.GONE, False, detail, code)
        if 500 <= code < 600:
            return SendResult(Outcome.REFUSED, code in _AGAIN, detail, code)
        return SendResult(Outcome.SERVER_ERROR, True, detail, code)

    def blames_chart(self, result: SendResult) -> bool:
        return result.status in _TOO_MUCH


def _detail(answer: MailReply) -> str:
    partly, enhanced = _PARTLY.match(answer.text), _ENHANCED.match(answer.text)
    if partly:
        return f"taken; the server refused {partly[1]} of {partly[2]} recipients"
    parts = [str(answer.code), enhanced[1] if enhanced else "", _MEANINGS.get(answer.code, "")]
    return "answered " + " ".join(part for part in parts if part)


def _message(notification: Notification, options: EmailOptions, now_s: int, png: bytes | None) -> EmailMessage:
    said = words(notification)
    domain = _domain(options.sender)
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = one_line(options.sender)
    message["To"] = ", ".join(one_line(address) for address in options.to)
    message["Subject"] = one_line(f"{said.icon} {said.title}", MAX_SUBJECT)
    message["Date"] = format_datetime(datetime.fromtimestamp(now_s, UTC))
    message["Message-ID"] = f"<{notification.id}@{domain}>"
    thread = _thread(notification)
    if thread:
        # The thread's first message never existed; mail programs group by the name of it all the same.
        message["In-Reply-To"] = message["References"] = f"<{thread}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Tunewatch-Notification"] = notification.id
    message.set_content(as_text(said))
    if png is None:
        message.add_alternative(_html(said), subtype="html")
    else:
        _add_html_with_picture(message, notification, said, png, domain)
    message.set_boundary(f"=_{notification.id}")
    return message


def _add_html_with_picture(
    message: EmailMessage, notification: Notification, said: Words, png: bytes, domain: str
) -> None:
    """The HTML shows the picture that travels beside it: multipart/related, RFC 2387."""
    name = f"chart.{notification.id}@{domain}"
    message.add_alternative(_html(said, f"cid:{name}", chart_words(notification)), subtype="html")
    *_, html = message.iter_parts()
    assert isinstance(html, EmailMessage)
    html.add_related(png, "image", "png", cid=f"<{name}>", disposition="inline", filename="loss.png")
    html.set_boundary(f"=_chart_{notification.id}")


def _domain(sender: str) -> str:
    """The sender's domain, as far as it can stand in a Message-ID."""
    _, at, domain = parseaddr(sender)[1].rpartition("@")
    return domain if at and re.fullmatch(r"[A-Za-z0-9.-]+", domain) else "tunewatch.invalid"


def _thread(notification: Notification) -> str | None:
    """What the mails of one job, or of one account's trouble, have in common."""
    if notification.job is not None:
        return notification.job.id
    if notification.version is not None:
        return notification.version.job_id
    if notification.trouble is not None:
        return "acct_" + hashlib.sha256(notification.trouble.name.encode("utf-8", "replace")).hexdigest()[:24]
    return None


def _html(said: Words, picture: str = "", shown: str = "") -> str:
    """`picture`: its address; `shown`: what it shows in words."""
    rows = "".join(
        f'<tr><td style="padding:2px 16px 2px 0;color:#666">{escape(label)}</td><td>{escape(value)}</td></tr>'
        for label, value in said.fields
    )
    reason = "".join(
        f'<p style="margin-bottom:4px">{escape(label)}:</p>'
        f'<pre style="white-space:pre-wrap;background:#f5f5f5;padding:8px">{escape(text)}</pre>'
        for label, text in ((said.reason_label, said.reason), (LOG_LABEL, said.log))
        if text
    )
    image = (
        f'<p><img src="{escape(picture)}" alt="{escape(shown)}" width="{CHART_WIDTH}" style="max-width:100%"></p>'
        if picture
        else ""
    )
    link = f'<p><a href="{escape(said.link)}">{escape(said.link_label)}</a></p>' if said.link else ""
    return (
        '<!DOCTYPE html><html><body style="font-family:sans-serif">'
        f"<h2>{escape(said.icon)} {escape(said.title)}</h2><p>{escape(said.summary)}</p>"
        f"{image}<table>{rows}</table>{reason}{link}"
        f'<p style="color:#888;font-size:small">{escape(said.footer)}</p></body></html>\n'
    )
