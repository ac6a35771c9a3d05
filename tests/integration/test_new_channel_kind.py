"""A kind of channel that only its own declaration and its line in the table know, from the form to the request."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from arq.connections import ArqRedis
from multidict import MultiDict

from service.api.parameters import typed
from service.config import pending
from service.config.pending import PendingError, Setup
from service.config.settings import Settings, SettingsError, load
from service.core.config import Channel, Secret
from service.core.notification import Notification
from service.core.send_result import Outcome, SendResult
from service.dashboard.pages.setup import channel_block, channel_form, channel_lines
from service.notifiers import Answer, Chart, ChartForm, HttpReply, HttpRequest, Request
from service.notifiers.keys import Configuration, Given, Key, KeyType
from service.notifiers.table import NOTIFIERS
from service.store import Store, migrate, open_store
from tests.dashboard import settings_of, site_of
from tests.notifications import notification

TOKEN = "canary-token-6021"
FORM = {
    "kind": "pager", "name": "night", "server": "pager.example", "port": "8443", "level": "wake up", "token": TOKEN,
    "callers": "a@b.example, c@d.example",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PagerOptions:
    server: str
    token: Secret
    callers: tuple[str, ...]
    level: str
    port: int


def _usual_port(given: Given) -> int:
    return 443 if given["level"] == "whisper" else 911


class Pager:
    kind = "pager"
    configuration = Configuration(
        PagerOptions,
        (
            Key("server", KeyType.TEXT, "Pager's host", what="the host that pages", required=True, alias="host",
                example="pager.example.com"),
            Key("port", KeyType.PORT, "Pager's port", derive=_usual_port),
            Key("level", KeyType.CHOICE, "How loud", choices=("whisper", "wake up"), default="whisper"),
            Key("token", KeyType.SECRET, "Pager's token", required=True, example="token"),
            Key("callers", KeyType.ADDRESSES, "Whom", what="who is paged", hint="All of them at once.", required=True,
                example=("night@example.com",)),
        ),
        "rings until somebody wakes",
        test="Rings once and saves nothing.",
    )  # fmt: skip
    guarantee = "Nothing is lost: it rings again. A repeat rings twice."
    chart_form: ChartForm = None

    def render(
        self, notification: Notification, channel: Channel, *, now_s: int, chart: Chart | None = None
    ) -> Request:
        options = channel.of(PagerOptions)
        url = f"https://{options.server}:{options.port}/{options.level}"
        headers = {"authorization": options.token.reveal(), "id": notification.id}
        return HttpRequest("POST", url, headers, ",".join(options.callers).encode())

    def judge(self, answer: Answer) -> SendResult:
        delivered = isinstance(answer, HttpReply) and answer.status == 200
        return SendResult(Outcome.DELIVERED if delivered else Outcome.REFUSED, again=False)

    def blames_chart(self, result: SendResult) -> bool:
        return False


@pytest.fixture(autouse=True)
def pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOTIFIERS, "pager", Pager())


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    await migrate(sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


def configured(tmp_path: Path, lines: str, kind: str = "pager") -> Settings:
    file = tmp_path / "tunewatch.toml"
    file.write_text(f'[[channel]]\nname = "night"\nkind = "{kind}"\n{lines}')
    return load(file, {"PAGER": TOKEN})


def test_its_keys_are_read_from_the_file_with_alias_default_and_secret(tmp_path: Path) -> None:
    settings = configured(tmp_path, 'host = "pager.example"\ntoken_env = "PAGER"\ncallers = "a@b.example"\n')
    (channel,) = settings.channels
    assert channel.options == PagerOptions("pager.example", Secret(TOKEN), ("a@b.example",), "whisper", 443)
    assert TOKEN in set(settings.secrets())
    assert TOKEN not in repr(settings)


def test_every_fault_of_its_keys_is_named(tmp_path: Path) -> None:
    lines = 'port = 70000\nlevel = "shout"\ncallers = ["nobody"]\nurl = "https://x.example"\n'
    with pytest.raises(SettingsError) as error:
        configured(tmp_path, lines)
    assert sorted(error.value.problems) == [
        'channel "night": "nobody" is not an e-mail address',
        'channel "night": level "shout" is none of whisper, wake up',
        'channel "night": port must be a whole number from 1 to 65535',
        'channel "night": server is missing: the host that pages',
        'channel "night": token, token_file or token_env is missing',
        'channel "night": unknown key "url"',
    ]


def test_the_kinds_that_there_are_are_named_to_who_mistypes_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        configured(tmp_path, 'host = "pager.example"\n', kind="pagr")
    assert error.value.problems == [
        'channel "night": kind "pagr" is none of slack, email, webhook, pager (did you mean "pager"?)'
    ]


def test_the_form_becomes_a_pending_configuration_and_the_request_that_it_asks_for(tmp_path: Path) -> None:
    block = channel_block(typed(MultiDict(FORM), channel_form(FORM)))
    id_ = pending.write(tmp_path, block)
    assert TOKEN not in pending.shown(tmp_path, id_)
    (channel,) = pending.read(tmp_path, id_).channels
    request = NOTIFIERS[channel.kind].render(notification(), channel, now_s=0)
    assert isinstance(request, HttpRequest)
    assert (request.url, request.body) == ("https://pager.example:8443/wake up", b"a@b.example,c@d.example")
    assert request.headers == {"authorization": TOKEN, "id": notification().id}
    pending.save(tmp_path, id_, tmp_path / "tunewatch.toml", {})
    assert load(tmp_path / "tunewatch.toml", {}).channels == (channel,)


def test_a_form_without_what_it_needs_leaves_nothing_pending(tmp_path: Path) -> None:
    given = {"kind": "pager", "name": "night", "server": "pager.example"}
    with pytest.raises(PendingError, match=r"token, token_file or token_env is missing; .*callers is missing: who is"):
        pending.write(tmp_path, channel_block(typed(MultiDict(given), channel_form(given))))


def test_the_lines_to_paste_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "team.token").write_text(TOKEN)
    (tmp_path / "tunewatch.toml").write_text(channel_lines("pager"))
    (channel,) = load(tmp_path / "tunewatch.toml", {}).channels
    assert channel.of(PagerOptions).callers == ("night@example.com",)


async def test_the_pages_offer_ask_for_refuse_and_show_it(tmp_path: Path, store: Store, redis: ArqRedis) -> None:
    saved = configured(tmp_path, 'host = "pager.example"\ntoken_env = "PAGER"\ncallers = "a@b.example"\n')
    settings = replace(settings_of(tmp_path), channels=saved.channels, subscriptions=saved.subscriptions)
    setup = Setup(tmp_path, tmp_path / "tunewatch.toml", lambda: None)
    async with site_of(settings, store, redis, setup=setup) as site:
        admin = await site.visitor("admin")
        offered = (await admin.get("/setup?what=channel")).text
        assert re.search(
            r'href="/setup\?kind=pager"><b>Pager</b><span class="sub">rings until somebody wakes<', offered
        )

        form = (await admin.get("/setup?kind=pager")).text
        asked = re.findall(r'<(?:input|select) id="(\w+)" name="\w+"(?: type="(\w+)")?', form)
        assert asked == [
            ("name", "text"), ("server", "text"), ("port", "number"), ("level", ""), ("token", "password"),
            ("callers", "text"),
        ]  # fmt: skip
        for said in ("How loud", "<option>wake up</option>", "All of them at once.", "Rings once and saves nothing."):
            assert said in form

        refused = await admin.submit("/setup/channel", **{**FORM, "name": "day", "callers": "nobody"})
        assert (refused.status, "is not an e-mail address" in refused.text) == (422, True)
        assert 'value="pager.example"' in refused.text
        assert "<option selected>wake up</option>" in refused.text
        assert TOKEN not in refused.text

        cards = (await admin.get("/channels")).text
        assert '<article class="panel" id="night">' in cards
        assert ">pager; nothing was sent to it yet<" in cards
        assert Pager.guarantee in cards
