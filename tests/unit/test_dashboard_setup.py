"""What somebody fills in on the set-up page becomes configuration: whole, private and checked, or not at all."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict

from service.api.call import Problem
from service.api.parameters import typed
from service.config import pending
from service.config.pending import Block, PendingError, toml
from service.config.settings import Settings, SettingsError, load
from service.core.config import Dashboard
from service.dashboard.pages.setup import (
    AccountForm,
    ChannelForm,
    account_block,
    account_lines,
    channel_block,
    channel_form,
    channel_lines,
    option_lines,
)
from service.notifiers.table import NOTIFIERS
from service.providers import Provider
from service.providers.table import PROVIDERS

KEY = "sk-canary-0123456789"
ACCOUNT = Block("account", "main", {"provider": "openai"}, {"api_key": KEY})
CHANNEL = Block("channel", "team", {"kind": "slack"}, {"url": "https://hooks.example.com/services/canary"})


# Quotes, line breaks, control and invisible characters, and what TOML itself is made of.
AWKWARD = st.text(st.sampled_from("'\"\\\n\r\t\0\b\x1b\x7f\x85\u2028\u202e\ufeff é中😀#=[]{},.$\\u0041"), max_size=20)
TEXTS = AWKWARD | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(keys=st.dictionaries(TEXTS, TEXTS | st.integers(-(2**63), 2**63 - 1) | st.lists(TEXTS, max_size=4), max_size=5))
def test_any_block_comes_back_from_toml_as_it_was(keys: dict[str, str | int | list[str]]) -> None:
    written = toml(Block("account", "main", keys), {"api_key": "secrets/main"})
    assert tomllib.loads(written) == {"account": [{"name": "main", **keys, "api_key_file": "secrets/main"}]}


@given(value=TEXTS.filter(str.strip))
def test_any_text_of_a_form_stands_in_the_saved_file_as_it_was(value: str) -> None:
    with TemporaryDirectory() as folder:
        config = Path(folder) / "tunewatch.toml"
        config.write_text("# ours\n")
        mail = {"kind": "email", "host": "localhost", "sender": "a@b.example", "to": ["c@d.example"], "username": value}
        pending.save(Path(folder), pending.write(Path(folder), Block("channel", "mail", mail)), config, {})
        assert config.read_text("utf-8").startswith("# ours\n")
        assert tomllib.loads(config.read_text("utf-8")) == {"channel": [{"name": "mail", **mail}]}


def test_a_draft_holds_its_secret_in_a_private_file_and_nowhere_else(tmp_path: Path) -> None:
    one = pending.write(tmp_path, ACCOUNT)
    assert KEY not in pending.shown(tmp_path, one)
    found = pending.read(tmp_path, one)
    [account] = found.accounts
    assert account.api_key is not None
    assert (account.name, account.api_key.reveal()) == ("main", KEY)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "drafts").iterdir()} <= {0o700, 0o755}


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Block("account", "Main!", {"provider": "openai"}), "name must be"),
        (Block("account", "../main", {"provider": "openai"}), "name must be"),
        (Block("account", "main", {"provider": "nope"}), "is not known"),
        (Block("channel", "team", {"kind": "slack"}, {"url": "file:///etc/passwd"}), "must begin with https://"),
        (Block("channel", "mail", {"kind": "email", "host": "localhost"}), "sender is missing"),
    ],
)
def test_a_block_with_faults_leaves_no_draft(block: Block, said: str, tmp_path: Path) -> None:
    with pytest.raises(PendingError, match=said):
        pending.write(tmp_path, block)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("one", ["", "..", "0" * 31, "0" * 32, "../../etc/passwd", "A" * 32])
def test_what_is_no_draft_is_not_read(one: str, tmp_path: Path) -> None:
    with pytest.raises(PendingError, match="no such draft"):
        pending.read(tmp_path, one)


def test_saving_keeps_what_is_there_and_puts_the_secret_into_a_file(tmp_path: Path) -> None:
    config = tmp_path / "etc" / "tunewatch.toml"
    config.parent.mkdir()
    before = '# ours\npublic_url = "https://tunewatch.example.com"  # kept\n'
    config.write_text(before)
    config.chmod(0o640)
    for block in (ACCOUNT, CHANNEL):
        pending.save(tmp_path, pending.write(tmp_path, block), config, {})
    assert config.read_text().startswith(before)
    assert "canary" not in config.read_text()
    assert stat.S_IMODE(config.stat().st_mode) == 0o640
    settings = load(config, {}, providers=PROVIDERS)
    assert [one.name for one in settings.accounts] == ["main"]
    assert settings.accounts[0].api_key is not None
    assert settings.accounts[0].api_key.reveal() == KEY
    assert [one.name for one in settings.channels] == ["team"]
    kept = list((config.parent / "secrets").iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600, 0o600]
    assert list((tmp_path / "drafts").iterdir()) == []
    assert sorted(path.name for path in config.parent.iterdir()) == ["secrets", "tunewatch.toml"]


def test_a_linked_file_is_changed_where_it_is_and_its_secrets_stand_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "config.toml").write_text("")
    link = tmp_path / "tunewatch.toml"
    link.symlink_to(tmp_path / "real" / "config.toml")
    pending.save(tmp_path, pending.write(tmp_path, ACCOUNT), link, {})
    assert link.is_symlink()
    assert [one.name for one in load(link, {}, providers=PROVIDERS).accounts] == ["main"]


def test_saving_makes_a_file_where_there_is_none(tmp_path: Path) -> None:
    config = tmp_path / "tunewatch.toml"
    pending.save(tmp_path, pending.write(tmp_path, ACCOUNT), config, {})
    assert [one.name for one in load(config, {}, providers=PROVIDERS).accounts] == ["main"]
    assert stat.S_IMODE(config.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ('[[account]]\nname = "main"\nprovider = "openai"\n', "is there 2 times"),
        ("this is [no toml", "is not TOML"),
        ("account = 3\n", "tunewatch.toml is not TOML: Cannot overwrite"),
        ("[dashboard\n", "is not TOML"),
    ],
)
def test_saving_what_would_have_faults_changes_nothing(before: str, said: str, tmp_path: Path) -> None:
    config = tmp_path / "etc" / "tunewatch.toml"
    config.parent.mkdir()
    config.write_text(before)
    one = pending.write(tmp_path, ACCOUNT)
    with pytest.raises(PendingError, match=said):
        pending.save(tmp_path, one, config, {})
    assert config.read_text() == before
    assert list((config.parent / "secrets").iterdir()) == []
    assert pending.read(tmp_path, one).accounts  # it can be saved once the file is mended


# --- webhooks of an account that is there -----------------------------------------------------------------------------

OURS = """# ours
[[account]]
name = "main"  # the first
provider = "openai"

[[account]]
name = "lab"
provider = "generic"
webhook_secrets_file = "lab.secret"

[[account]]
name = "other"
provider = "generic"
webhook_secrets = ["whsec_YQ=="]
"""


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    config = tmp_path / "tunewatch.toml"
    config.write_text(OURS)
    (tmp_path / "lab.secret").write_text("an-older-one\n")
    return config


def secrets_in(config: Path) -> dict[str, list[str]]:
    accounts = load(config, {}, providers=PROVIDERS).accounts
    return {one.name: [secret.reveal() for secret in one.webhook_secrets] for one in accounts}


def test_an_accounts_webhook_secret_stands_in_a_private_file_and_its_comments_stay(configured: Path) -> None:
    pending.take_webhooks(configured, {}, "main", "whsec_bWFpbg==", "https://tunewatch.example.com")
    after = configured.read_text()
    assert "whsec_bWFpbg==" not in after
    assert after.startswith("# ours\n")
    assert 'name = "main"  # the first' in after
    assert secrets_in(configured)["main"] == ["whsec_bWFpbg=="]
    assert load(configured, {}, providers=PROVIDERS).public_url == "https://tunewatch.example.com"
    [kept] = (configured.parent / "secrets").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_newer_secret_leaves_the_older_one_valid(configured: Path) -> None:
    pending.take_webhooks(configured, {}, "lab", "whsec_bmV3", "")
    assert secrets_in(configured)["lab"] == ["whsec_bmV3", "an-older-one"]


def test_the_public_address_alone_can_be_set(configured: Path) -> None:
    before = secrets_in(configured)
    pending.take_webhooks(configured, {}, "main", "", "https://tunewatch.example.com")
    assert secrets_in(configured) == before
    assert not (configured.parent / "secrets").exists() or not list((configured.parent / "secrets").iterdir())


@pytest.mark.parametrize(
    ("account", "public_url", "said"),
    [
        ("other", "", "has a webhook secret in tunewatch.toml itself"),
        ("nobody", "", "has no account nobody"),
        ("main", "javascript:alert(1)", "public_url must begin with"),
    ],
)
def test_what_cannot_be_changed_changes_nothing(configured: Path, account: str, public_url: str, said: str) -> None:
    with pytest.raises(PendingError, match=said):
        pending.take_webhooks(configured, {}, account, "whsec_bmV3", public_url)
    assert configured.read_text() == OURS
    assert sorted(path.name for path in configured.parent.rglob("*") if path.is_file()) == [
        "lab.secret",
        configured.name,
    ]


def test_a_file_that_is_no_toml_is_not_changed(configured: Path) -> None:
    configured.write_text("[[account\n")
    with pytest.raises(PendingError, match="is not TOML"):
        pending.take_webhooks(configured, {}, "main", "x", "")
    assert configured.read_text() == "[[account\n"


# --- lines to paste ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda one: one.name)
def test_the_lines_for_an_account_are_a_configuration_once_their_secrets_are_there(
    provider: Provider, tmp_path: Path
) -> None:
    (tmp_path / "secrets").mkdir()
    for key in ("api_key", "webhook_secrets"):
        (tmp_path / "secrets" / f"mine.{key}").write_text("whsec_bmV3")
    config = tmp_path / "tunewatch.toml"
    lines = account_lines("mine", provider).replace("https://…", "https://example.com")
    config.write_text(lines.replace('# namespace = "…"', 'namespace = "acme"'))
    [account] = load(config, {}, providers=PROVIDERS).accounts
    assert (account.name, account.provider) == ("mine", provider.name)
    assert all(option in lines for option in provider.options)


@pytest.mark.parametrize("kind", NOTIFIERS)
def test_the_lines_for_a_channel_are_a_configuration_once_their_secrets_are_there(kind: str, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "team.url").write_text("https://hooks.example.com/x")
    (tmp_path / "secrets" / "team.password").write_text("x")
    config = tmp_path / "tunewatch.toml"
    config.write_text(channel_lines(kind))
    [channel] = load(config, {}, providers=PROVIDERS).channels
    assert (channel.name, channel.kind) == ("team", kind)


def test_an_account_that_waits_for_reports_gets_a_secret_of_its_own_and_another_does_not() -> None:
    made = [account_block(AccountForm("generic", "lab")).secrets["webhook_secrets"] for _ in range(2)]
    assert len(set(made)) == 2
    assert "webhook_secrets" not in account_block(AccountForm("openai", "main", api_key="sk")).secrets


def test_a_file_that_cannot_be_written_is_said_with_what_to_do(tmp_path: Path) -> None:
    one = pending.write(tmp_path, ACCOUNT)
    with pytest.raises(PendingError, match="Paste the lines"):
        pending.save(tmp_path, one, tmp_path / "nowhere" / "tunewatch.toml", {})


def test_drafts_that_nobody_saved_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = pending.write(tmp_path, ACCOUNT)
    monkeypatch.setattr(pending, "KEEP_S", -1.0)
    pending.write(tmp_path, CHANNEL)
    with pytest.raises(PendingError, match="no such draft"):
        pending.read(tmp_path, old)


def test_a_form_becomes_a_block_with_the_providers_own_options() -> None:
    form = AccountForm(
        "kubeflow", "k8s", base_url=" https://k8s.example.com ", api_key=KEY, options='namespace = "ml"\n'
    )
    if "kubeflow" in PROVIDERS:
        block = account_block(form)
        assert block.keys == {"provider": "kubeflow", "base_url": "https://k8s.example.com", "namespace": "ml"}
        assert block.secrets == {"api_key": KEY}
    with pytest.raises(PendingError, match="there is no provider"):
        account_block(AccountForm("nope", "x"))


def test_options_are_lines_of_keys_that_the_provider_has() -> None:
    known = {"project_id": "", "region": ""}
    assert option_lines('project_id = p\n\n region="eu" \n', known) == {"project_id": "p", "region": "eu"}
    for wrong in ("project_id", "project_id =", "= x", "other = x"):
        with pytest.raises(PendingError, match="there are project_id, region"):
            option_lines(wrong, known)
    with pytest.raises(PendingError, match="has none"):
        option_lines("a = b", {})


def form_of(**given: str) -> ChannelForm:
    return typed(MultiDict(given), channel_form(given))


def test_a_form_of_a_channel_becomes_a_block_with_the_keys_of_its_kind() -> None:
    mail = channel_block(
        form_of(kind="email", name="mail", host="smtp.example.com", port="25", sender="a@b.example",
                to="c@d.example, e@f.example", password="canary")
    )  # fmt: skip
    assert mail.keys == {
        "kind": "email", "host": "smtp.example.com", "port": 25, "sender": "a@b.example",
        "to": ["c@d.example", "e@f.example"],
    }  # fmt: skip
    assert mail.secrets == {"password": "canary"}
    assert channel_block(form_of(kind="slack", name="team", url=" https://x.example ")).secrets == {
        "url": "https://x.example"
    }


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": "slack", "secret": "no"}, "there is no parameter secret"),
        ({"kind": "email", "url": "https://x.example"}, "there is no parameter url"),
        ({"kind": "email", "port": "70000"}, "port: expected int <= 65535"),
        ({"kind": "email", "tls": "ssl"}, "tls: invalid enum value 'ssl'"),
        ({"kind": "slak"}, "kind must be one of slack, email, webhook"),
        ({}, "kind must be one of"),
    ],
)
def test_a_form_with_what_its_kind_has_not_is_refused(given: dict[str, str], problem: str) -> None:
    with pytest.raises(Problem, match=problem):
        form_of(name="team", **given)


def settings_with(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "tunewatch.toml"
    file.write_text(text)
    return load(file, {}, providers=PROVIDERS)


def test_whom_a_proxy_vouches_for_is_configured_whole_or_refused(tmp_path: Path) -> None:
    whole = 'trusted_proxy_header = "X-User"\ntrusted_proxies = ["10.0.0.0/8", "::1"]\nproxy_role = "operator"\n'
    assert settings_with(tmp_path, f"[dashboard]\n{whole}").dashboard == Dashboard(
        "X-User", ("10.0.0.0/8", "::1"), "operator"
    )
    assert settings_with(tmp_path, "").dashboard == Dashboard(None, (), "viewer")
    for text, said in (
        ('trusted_proxy_header = "X-User"', "trusted_proxies is missing: without it anybody could send the header"),
        ('trusted_proxy_header = "X User"\ntrusted_proxies = "::1"', '"X User" is no name of a header'),
        ('trusted_proxies = ["10.0.0.0/99"]', '"10.0.0.0/99" is no address and no network'),
        ('proxy_role = "emperor"', '"emperor" is none of viewer, operator, admin'),
        ('role = "admin"', 'unknown key "role"'),
    ):
        with pytest.raises(SettingsError) as caught:
            settings_with(tmp_path, f"[dashboard]\n{text}\n")
        [problem] = caught.value.problems
        assert problem.startswith("dashboard: ")
        assert said in problem
    with pytest.raises(SettingsError, match="dashboard must be written as"):
        settings_with(tmp_path, "dashboard = 3\n")
