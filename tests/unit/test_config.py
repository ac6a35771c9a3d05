"""What the operator configures, as values."""

from __future__ import annotations

from service.core.config import Account, Secret, Suite


def test_a_secret_prints_as_stars_in_every_form_and_is_revealed_on_request() -> None:
    secret = Secret("sk-abc")
    account = Account("lab", "openai", api_key=secret, webhook_secrets=(secret,))
    assert [str(secret), f"{secret}", f"{secret!r}", repr([secret])] == ["***", "***", "Secret(***)", "[Secret(***)]"]
    assert "sk-abc" not in f"{account}{account!r}"
    assert secret.reveal() == "sk-abc"


def test_two_secrets_of_the_same_text_are_equal() -> None:
    assert Secret("a") == Secret("a") != Secret("b")


def test_a_suite_compares_the_tuned_model_with_its_base_and_its_previous_version() -> None:
    assert [candidate.name for candidate in Suite("s", "s.jsonl").candidates] == ["tuned", "base", "previous"]
