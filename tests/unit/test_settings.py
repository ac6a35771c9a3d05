"""Every fault of the configuration is found in one go, named, and never shows a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.config.settings import Settings, SettingsError, load
from service.core.config import Candidate, Secret
from service.core.event import DEFAULT_EVENTS, EventKind
from service.notifiers.email import EmailOptions
from service.notifiers.webhook import WebhookOptions
from service.providers.table import PROVIDERS

CANARY = "canary-5f2a9c"


def read(tmp_path: Path, text: str = "", **env: str) -> Settings:
    file = tmp_path / "tunewatch.toml"
    file.write_text(text, "utf-8")
    return load(file, env, providers=PROVIDERS)


def faults(tmp_path: Path, text: str = "", **env: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text, **env)
    assert CANARY not in str(caught.value)
    return caught.value.problems


ACCOUNT = '[[account]]\nname = "main"\nprovider = "openai"\n'
CHANNEL = '[[channel]]\nname = "team"\nkind = "slack"\nurl = "https://hooks.example.com/services/T0/B0/xyz"\n'
MAIL = '[[channel]]\nname = "mail"\nkind = "email"\nhost = "smtp"\nfrom = "a@b.c"\nto = "d@e.f"\n'


def test_an_account_whose_provider_has_no_one_address_needs_its_own(tmp_path: Path) -> None:
    account = '[[account]]\nname = "gpu"\nprovider = "runpod"\n'
    assert faults(tmp_path, account) == [
        'account "gpu": base_url is missing: every account of provider "runpod" has its own'
    ]
    (one,) = read(tmp_path, account + 'base_url = "https://api.runpod.ai/v2/abc123/"').accounts
    assert one.base_url == "https://api.runpod.ai/v2/abc123"


def test_an_openai_account_gets_the_providers_own_address(tmp_path: Path) -> None:
    (account,) = read(tmp_path, ACCOUNT).accounts
    assert account.base_url == "https://api.openai.com/v1"
    assert (account.poll, account.project, account.poll_interval_s) == (True, "default", 30.0)


def test_every_key_of_an_account_is_read(tmp_path: Path) -> None:
    text = f"""
[[account]]
name = "kluster.eu-1"
provider = "openai"
base_url = "https://api.example.com/v1/"
api_key = "{CANARY}"
webhook_secrets = ["whsec_a", "whsec_b"]
poll = false
project = "support"
poll_interval_s = 0.5
calls_per_min = 12
"""
    (account,) = read(tmp_path, text).accounts
    assert account.name == "kluster.eu-1"
    assert account.base_url == "https://api.example.com/v1"
    assert account.api_key == Secret(CANARY)
    assert account.webhook_secrets == (Secret("whsec_a"), Secret("whsec_b"))
    assert (account.poll, account.project, account.poll_interval_s) == (False, "support", 0.5)
    assert account.calls_per_min == 12


def test_secrets_come_from_files_beside_the_configuration_and_from_variables(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-file\n")
    (tmp_path / "hooks").write_text("whsec_1\nwhsec_2\n")
    text = ACCOUNT + 'api_key_file = "key"\nwebhook_secrets_file = "hooks"\nwebhook_secret_env = "HOOK"\n'
    text += '[[channel]]\nname = "out"\nkind = "webhook"\nurl_env = "OUT"\nsecret_file = "key"\n'
    settings = read(tmp_path, text, HOOK="whsec_3", OUT="https://out.example.com/x")
    (account,) = settings.accounts
    assert account.api_key == Secret("sk-file")
    assert [secret.reveal() for secret in account.webhook_secrets] == ["whsec_1", "whsec_2", "whsec_3"]
    assert settings.channels[0].options == WebhookOptions(Secret("https://out.example.com/x"), Secret("sk-file"))


def test_secrets_print_as_stars(tmp_path: Path) -> None:
    settings = read(tmp_path, ACCOUNT + f'api_key = "{CANARY}"\n', TUNEWATCH_ADMIN_TOKEN=CANARY)
    assert CANARY not in repr(settings)
    assert "***" in repr(settings)


def test_all_faults_are_reported_at_once_and_by_name(tmp_path: Path) -> None:
    text = f"""
public_url = "tunewatch.example.com"
[[account]]
name = "Main"
provider = "opnai"
api_kye = "{CANARY}"
webhook_secrets = [""]
poll = "yes"
[[account]]
name = "second"
provider = "openai"
api_key = "{CANARY}"
api_key_file = "missing"
[[account]]
name = "second"
provider = "generic"
webhook_secret_env = "NOWHERE"
[[channel]]
name = "chat"
kind = "slak"
[[subscription]]
channel = "chta"
events = ["job.succeded", "job.*"]
[[suite]]
name = "s"
file = "items.jsonl"
scorer = "exakt"
"""
    found = "\n".join(faults(tmp_path, text, REDIS_URL=f"http://{CANARY}", DATABASE_URL=f"mysql://{CANARY}"))
    for expected in (
        "public_url must begin with https:// or http://",
        'account "Main": name "Main" must be 1 to 63 of a-z 0-9',
        'account "Main": provider "opnai" is not known (did you mean "openai"?)',
        'account "Main": unknown key "api_kye" (did you mean "api_key"?)',
        'account "Main": webhook_secrets holds an empty text',
        'account "Main": poll must be true or false',
        'account "second": api_key and api_key_file are given together',
        'account "second": api_key_file: cannot read missing: No such file',
        'account "second" is there 2 times',
        'account "second": webhook_secret_env: the environment has no NOWHERE',
        'channel "chat": kind "slak" is none of slack, email, webhook (did you mean "slack"?)',
        'subscription #1: channel "chta" is not configured (did you mean "chat"?)',
        'subscription #1: events: there is no "job.succeded" (did you mean "job.succeeded"?)',
        'suite "s": file: no such file: items.jsonl',
        'suite "s": scorer "exakt" is none of exact, label (did you mean "exact"?)',
        "REDIS_URL must be redis://",
        "DATABASE_URL must be postgresql://",
    ):
        assert expected in found
    assert 'no "job.*"' not in found


@pytest.mark.parametrize("url", ["", "ftp://host/x", "https://", "not a url", "https://[::1", "http://host:port/"])
def test_a_channel_without_a_usable_address_is_a_fault(tmp_path: Path, url: str) -> None:
    assert faults(tmp_path, f'[[channel]]\nname = "out"\nkind = "webhook"\nurl = "{url}"\n')


def test_a_key_of_another_kind_of_channel_is_unknown(tmp_path: Path) -> None:
    assert faults(tmp_path, CHANNEL + f'secret = "{CANARY}"\n') == ['channel "team": unknown key "secret"']


def test_an_unknown_table_is_a_fault_with_the_name_that_was_meant(tmp_path: Path) -> None:
    assert faults(tmp_path, '[[acount]]\nname = "x"\n') == ['unknown key "acount" (did you mean "account"?)']


@pytest.mark.parametrize(("tls", "port"), [("starttls", 587), ("implicit", 465), ("none", 25)])
def test_the_smtp_port_follows_from_the_kind_of_tls(tmp_path: Path, tls: str, port: int) -> None:
    (channel,) = read(tmp_path, MAIL + f'tls = "{tls}"\n').channels
    assert channel.options == EmailOptions("smtp", "a@b.c", ("d@e.f",), port, tls)


def test_an_email_channel_names_everything_it_lacks(tmp_path: Path) -> None:
    found = " ".join(faults(tmp_path, '[[channel]]\nname = "mail"\nkind = "email"\nport = 70000\n'))
    for expected in ("host is missing", "sender is missing", "to is missing", "port must be a whole number"):
        assert expected in found


def test_an_address_with_a_line_break_is_refused(tmp_path: Path) -> None:
    assert "is not an e-mail address" in faults(tmp_path, MAIL.replace("d@e.f", "d@e.f\\nBcc: x@y.z"))[0]


def test_patterns_of_events_name_all_kinds_that_match(tmp_path: Path) -> None:
    text = CHANNEL + '[[subscription]]\nchannel = "team"\nevents = ["job.*", "model.registered"]\n'
    (subscription,) = read(tmp_path, text).subscriptions
    jobs = {kind for kind in EventKind if kind.value.startswith("job.")}
    assert subscription.events == jobs | {EventKind.MODEL_REGISTERED}


def test_a_subscription_without_events_takes_the_default_ones(tmp_path: Path) -> None:
    (subscription,) = read(tmp_path, CHANNEL + '[[subscription]]\nchannel = "team"\n').subscriptions
    assert subscription.events == DEFAULT_EVENTS
    assert subscription.from_file


def test_a_channel_that_no_subscription_names_is_told_everything_that_matters(tmp_path: Path) -> None:
    text = CHANNEL + MAIL + '[[subscription]]\nchannel = "team"\nevents = ["job.failed"]\n'
    by_channel = {subscription.channel: subscription for subscription in read(tmp_path, text).subscriptions}
    assert by_channel["team"].events == {EventKind.JOB_FAILED}
    assert by_channel["mail"].events == DEFAULT_EVENTS


def test_the_default_subscription_covers_every_project_that_has_an_account(tmp_path: Path) -> None:
    settings = read(tmp_path, ACCOUNT + 'project = "support"\n' + CHANNEL)
    assert [subscription.project for subscription in settings.subscriptions] == ["support"]


def test_the_id_of_a_subscription_depends_on_what_it_says_and_not_on_its_place(tmp_path: Path) -> None:
    one = '[[subscription]]\nchannel = "team"\nevents = ["job.failed", "job.succeeded"]\n'
    same = '[[subscription]]\nevents = ["job.succeeded", "job.failed"]\nchannel = "team"\n'
    other = '[[subscription]]\nchannel = "team"\nevents = ["job.failed"]\n'
    first = read(tmp_path, CHANNEL + one).subscriptions[0].id
    moved = read(tmp_path, CHANNEL + other + same).subscriptions
    assert moved[1].id == first
    assert moved[0].id != first


def test_a_named_subscription_keeps_its_id_when_its_filter_changes(tmp_path: Path) -> None:
    text = CHANNEL + '[[subscription]]\nchannel = "team"\nname = "leads"\n'
    before, after = read(tmp_path, text), read(tmp_path, text + 'models = ["support-*"]\n')
    assert before.subscriptions[0].id == after.subscriptions[0].id


def test_two_equal_subscriptions_are_a_fault(tmp_path: Path) -> None:
    one = '[[subscription]]\nchannel = "team"\nevents = ["job.*", "account.*"]\n'
    assert "2 of channel team are the same" in faults(tmp_path, CHANNEL + one + one)[0]


def test_a_subscription_to_an_account_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    text = ACCOUNT + CHANNEL + '[[subscription]]\nchannel = "team"\naccounts = ["mian"]\n'
    assert faults(tmp_path, text) == ['subscription #1: accounts: "mian" matches no account (did you mean "main"?)']


def test_a_hint_says_when_nobody_would_hear_of_a_failing_account(tmp_path: Path) -> None:
    text = CHANNEL + '[[subscription]]\nchannel = "team"\nevents = ["job.failed"]\ntrouble = false\n'
    assert any("account.failing" in hint for hint in read(tmp_path, text).hints)
    assert not read(tmp_path, CHANNEL).hints


def test_the_files_of_a_suite_are_relative_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text("{}\n")
    (tmp_path / "train.jsonl").write_text("{}\n")
    text = '[[suite]]\nname = "s"\nfile = "items.jsonl"\nmodels = "support-*"\ntraining_file = "train.jsonl"\n'
    (suite,) = read(tmp_path, text + "temperature = 0\nmax_output_tokens = 16\n").suites
    assert suite.items_file == str(tmp_path / "items.jsonl")
    assert suite.training_file == str(tmp_path / "train.jsonl")
    assert suite.models == ("support-*",)
    assert (suite.temperature, suite.max_output_tokens, suite.concurrency) == (0, 16, 8)


def test_candidates_are_names_or_tables_and_the_tuned_model_is_always_one(tmp_path: Path) -> None:
    (tmp_path / "i").write_text("{}\n")
    text = ACCOUNT + '[[suite]]\nname = "s"\nitems_file = "i"\n'
    text += 'candidates = ["base", { name = "big", account = "main", model = "gpt-x", system = "Be brief." }]\n'
    (suite,) = read(tmp_path, text).suites
    big = Candidate("big", account="main", model="gpt-x", system="Be brief.")
    assert suite.candidates == (Candidate("tuned"), Candidate("base"), big)


def test_a_candidate_with_faults_is_named_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "i").write_text("{}\n")
    text = '[[suite]]\nname = "s"\nfile = "i"\ncandidates = ["champion", { name = "big", acount = "x", model = "m" }]\n'
    found = " ".join(faults(tmp_path, text))
    assert 'suite "s": candidate #1: "champion" needs a model' in found
    assert 'suite "s": candidate #2: unknown key "acount" (did you mean "account"?)' in found


@pytest.mark.parametrize("value", ["inf", "nan", "-1", "0", "true", '"5"'])
def test_a_budget_must_be_a_positive_finite_number(tmp_path: Path, value: str) -> None:
    (tmp_path / "i").write_text("{}\n")
    (problem,) = faults(tmp_path, f'[[suite]]\nname = "s"\nfile = "i"\nmax_usd = {value}\n')
    assert "max_usd must be a number" in problem


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/db", "postgresql+asyncpg://u:p@h/db"),
        ("postgresql://u:p@h:5/db?sslmode=require", "postgresql+asyncpg://u:p@h:5/db?ssl=require"),
        ("postgresql+asyncpg://h/db", "postgresql+asyncpg://h/db"),
        ("sqlite:////data/x.db", "sqlite:////data/x.db"),
    ],
)
def test_the_database_url_gets_our_driver(tmp_path: Path, given: str, used: str) -> None:
    assert read(tmp_path, DATABASE_URL=given).database_url == Secret(used)


def test_a_relative_sqlite_file_becomes_absolute_because_children_run_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path, DATABASE_URL="sqlite:///x.db").database_url == Secret(f"sqlite:///{tmp_path}/x.db")


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "mysql://h/db", "postgresql://h", "postgresql://h:x/db", "x"]
)
def test_an_unusable_database_url_is_a_fault(tmp_path: Path, url: str) -> None:
    assert len(faults(tmp_path, DATABASE_URL=url)) == 1


def test_variables_can_name_files_with_the_secret(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("tw_secret\n")
    (tmp_path / "redis").write_text("redis://:pw@h:6379/0\n")
    settings = read(
        tmp_path, TUNEWATCH_ADMIN_TOKEN_FILE=str(tmp_path / "token"), REDIS_URL_FILE=str(tmp_path / "redis")
    )
    assert settings.admin_token == Secret("tw_secret")
    assert settings.redis_url == Secret("redis://:pw@h:6379/0")


def test_a_variable_and_its_file_together_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(CANARY)
    found = faults(tmp_path, TUNEWATCH_ADMIN_TOKEN=CANARY, TUNEWATCH_ADMIN_TOKEN_FILE=str(tmp_path / "token"))
    assert found == ["TUNEWATCH_ADMIN_TOKEN and TUNEWATCH_ADMIN_TOKEN_FILE are both set: keep one of them"]


def test_empty_variables_count_as_absent(tmp_path: Path) -> None:
    settings = read(tmp_path, REDIS_URL="", DATABASE_URL="", TUNEWATCH_ADMIN_TOKEN="", TUNEWATCH_LOG_LEVEL="")
    assert (settings.redis_url, settings.database_url, settings.admin_token) == (None, None, None)
    assert settings.log_level == "info"


def test_the_log_is_set_by_variables(tmp_path: Path) -> None:
    settings = read(tmp_path, TUNEWATCH_LOG_LEVEL="DEBUG", TUNEWATCH_LOG_FORMAT="json")
    assert (settings.log_level, settings.log_format) == ("debug", "json")
    assert "TUNEWATCH_LOG_LEVEL must be one of" in faults(tmp_path, TUNEWATCH_LOG_LEVEL="loud")[0]


def test_no_file_at_all_gives_empty_settings_and_a_hint(tmp_path: Path) -> None:
    settings = load(None, {})
    assert (settings.accounts, settings.channels, settings.subscriptions) == ((), (), ())
    assert any("nothing is configured yet" in hint for hint in settings.hints)


def test_a_missing_file_is_a_fault_unless_it_may_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no configuration file"):
        load(tmp_path / "none.toml", {})
    assert "none.toml" in load(tmp_path / "none.toml", {}, missing_ok=True).hints[0]


def test_the_file_can_be_named_by_a_variable(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(ACCOUNT)
    settings = load(None, {"TUNEWATCH_CONFIG": str(tmp_path / "other.toml")})
    assert settings.accounts[0].name == "main"
    assert settings.config_file == tmp_path / "other.toml"


@pytest.mark.parametrize("raw", [b"[[account]\n", b"\xff\xfe", b'a = "' + CANARY.encode()])
def test_a_file_that_is_not_toml_is_one_fault(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "tunewatch.toml").write_bytes(raw)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "tunewatch.toml", {})
    assert len(caught.value.problems) == 1
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("value", ["5", '"text"', "{ a = 1 }", '["a"]'])
def test_a_section_of_another_type_is_a_fault_and_no_crash(tmp_path: Path, value: str) -> None:
    for key in ("account", "channel", "subscription", "suite"):
        assert faults(tmp_path, f"{key} = {value}\n") == [f"{key} must be written as [[{key}]]"]


def test_every_secret_is_handed_to_the_log_with_the_secret_parts_of_addresses(tmp_path: Path) -> None:
    text = ACCOUNT + 'api_key = "sk-1"\nwebhook_secrets = ["whsec_1"]\n' + CHANNEL + MAIL + 'password = "smtp-pw"\n'
    settings = read(tmp_path, text, REDIS_URL="redis://:p%40ss@h/0", TUNEWATCH_ADMIN_TOKEN="tw_1")
    found = set(settings.secrets())
    assert {"sk-1", "whsec_1", "smtp-pw", "tw_1", "redis://:p%40ss@h/0", "p%40ss", "p@ss"} <= found
    assert "/services/T0/B0/xyz" in found


def test_the_example_of_the_documentation_is_valid(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    example = page.split("## A whole example")[1].split("```toml\n")[1].split("```")[0]
    for name in ("secrets/slack-url", "secrets/smtp", "suites/support-intent.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("https://hooks.example.com/services/T0/B0/xyz")
    settings = read(tmp_path, example, OPENAI_API_KEY="sk-1", OPENAI_WEBHOOK_SECRET="whsec_1")
    assert (len(settings.accounts), len(settings.channels), len(settings.suites)) == (1, 2, 1)
    assert settings.hints == ()


def test_an_account_may_add_headers_and_a_query_whose_values_are_secrets(tmp_path: Path) -> None:
    (tmp_path / "team").write_text("canary-from-file\n")
    text = ACCOUNT + f'headers = {{ X-Org = "{CANARY}", X-Team = {{ file = "team" }} }}\n'
    text += 'query = { code = { env = "CODE" }, mode = "1" }\n'
    settings = read(tmp_path, text, CODE="canary-from-env")
    (account,) = settings.accounts
    assert account.headers == (("X-Org", Secret(CANARY)), ("X-Team", Secret("canary-from-file")))
    assert account.query[0] == ("code", Secret("canary-from-env"))
    assert {CANARY, "canary-from-file", "canary-from-env"} <= set(settings.secrets())
    assert "canary" not in repr(settings)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('headers = { "a b" = "1" }', "headers: 'a b' is no name of a header"),
        ('headers = { "a\\r\\nb" = "1" }', "headers: 'a\\r\\nb' is no name of a header"),
        ('headers = { x = "a\\r\\nb: c" }', "headers: the value of 'x' may hold printable ASCII only"),
        ('headers = { x = "é" }', "headers: the value of 'x' may hold printable ASCII only"),
        ('headers = { Host = "elsewhere" }', "headers: Host is set by Tunewatch itself"),
        ('headers = { content-length = "0" }', "headers: content-length is set by Tunewatch itself"),
        ('headers = { X = "1", x = "2" }', "headers: x is there 2 times"),
        ("headers = { x = 1 }", 'headers: \'x\' must be a text, { env = "NAME" } or { file = "name" }'),
        ("query = { x = { env = 1 } }", "query: 'x': env must be a text in quotes"),
        ('query = { x = { envv = "A" } }', 'query: \'x\': unknown key "envv" (did you mean "env"?)'),
        ('query = { x = { env = "A", file = "b" } }', "query: 'x' must be a text"),
        ("query = 1", "query must be a table"),
        (
            'base_url = "https://api.example.com/v1#x"',
            "base_url has a fragment (#…), which is never sent: take it away",
        ),
    ],
)
def test_what_cannot_be_added_to_a_request_is_a_fault(tmp_path: Path, line: str, fault: str) -> None:
    found = faults(tmp_path, ACCOUNT + line)
    assert len(found) == 1
    assert fault in found[0]


def test_a_header_that_carries_the_key_is_the_operators_only_where_there_is_no_key(tmp_path: Path) -> None:
    line = 'headers = { Authorization = "Basic YTpi" }\n'
    (account,) = read(tmp_path, ACCOUNT + line).accounts
    assert account.headers == (("Authorization", Secret("Basic YTpi")),)
    (fault,) = faults(tmp_path, ACCOUNT + line + 'api_key = "sk-1"\n')
    assert "Authorization is set by Tunewatch itself" in fault


def test_a_base_url_keeps_its_query(tmp_path: Path) -> None:
    address = "https://api.example.com/v1?api-version=2024-10-21"
    (account,) = read(tmp_path, ACCOUNT + f'base_url = "{address}"').accounts
    assert account.base_url == address


def test_the_documentations_example_of_headers_and_query_is_valid(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    example = page.split("### Headers and query")[1].split("```toml\n")[1].split("```")[0]
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "code").write_text("c")
    (account,) = read(tmp_path, example, OPENAI_API_KEY="sk-1", GATEWAY_KEY="g").accounts
    assert [name for name, _ in (*account.headers, *account.query)] == ["x-team", "x-gateway-key", "code"]
