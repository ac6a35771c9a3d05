"""`channels`, `subscriptions`, `tokens` and `audit`: where messages go, who is told what, who may ask, and who did."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.client import part
from service.commands.output import AsJson, api, say, show, show_json

COLUMNS = {
    "SUBSCRIPTION": "id",
    "FROM": "source",
    "CHANNEL": "channel",
    "PROJECT": "project",
    "EVENTS": "events",
    "ACCOUNTS": "accounts",
    "MODELS": "models",
}
CHANNEL_COLUMNS = {"CHANNEL": "name", "KIND": "kind", "LAST ATTEMPT": "last"}
TOKEN_COLUMNS = {"TOKEN": "id", "LABEL": "label", "ROLE": "role", "CREATED": "created_at", "LAST USED": "used_at"}
AUDIT_COLUMNS = {
    "AT": "at",
    "TOKEN": "actor",
    "LABEL": "actor_label",
    "WHAT": "action",
    "TO": "subject",
    "DETAIL": "detail",
}

Patterns = list[str] | None


def add_to(app: typer.Typer) -> None:
    @app.command()
    def channels(context: typer.Context, as_json: AsJson = False) -> None:
        """The channels, and how the last message to each fared."""
        found = api(context).get("/channels")["items"]
        rows = [one | {"last": (one["last_attempt"] or {}).get("outcome")} for one in found]
        show(found if as_json else rows, CHANNEL_COLUMNS, as_json, "no channels")

    subscriptions = typer.Typer(help="Who is told what.", no_args_is_help=True)
    app.add_typer(subscriptions, name="subscriptions")

    @subscriptions.command("list")
    def listed(context: typer.Context, as_json: AsJson = False) -> None:
        """All subscriptions, those of the configuration file too."""
        show(api(context).get("/subscriptions")["items"], COLUMNS, as_json, "no subscriptions")

    @subscriptions.command()
    def add(
        context: typer.Context,
        channel: str,
        event: Annotated[Patterns, typer.Option(help="Such as job.failed or job.* (default: what matters).")] = None,
        account: Annotated[Patterns, typer.Option(help="Only of such accounts.")] = None,
        provider: Annotated[Patterns, typer.Option(help="Only of such providers.")] = None,
        model: Annotated[Patterns, typer.Option(help="Only about such models.")] = None,
        project: Annotated[str, typer.Option(help="The project it belongs to.")] = "default",
        as_json: AsJson = False,
    ) -> None:
        """Subscribe a channel. Options may be repeated and take shell patterns."""
        filters = {"events": event, "accounts": account, "providers": provider, "models": model}
        given = {name: values for name, values in filters.items() if values}
        made = api(context).post("/subscriptions", channel=channel, project=project, **given)
        if as_json:
            show_json(made)
        else:
            say(f"{made['id']}: {channel} is told {', '.join(made['events'])}")

    @subscriptions.command()
    def remove(context: typer.Context, subscription: str, as_json: AsJson = False) -> None:
        """Remove a subscription that was made here."""
        gone = api(context).delete(f"/subscriptions/{part(subscription)}")
        if as_json:
            show_json(gone)
        else:
            say(f"{subscription} is removed")

    _add_tokens(app)


def _add_tokens(app: typer.Typer) -> None:
    tokens = typer.Typer(help="Tokens of the API and their roles.", no_args_is_help=True)
    app.add_typer(tokens, name="tokens")

    @tokens.command("list")
    def listed(context: typer.Context, as_json: AsJson = False) -> None:
        """The valid tokens: ids, labels and roles, never the tokens."""
        show(api(context).get("/tokens")["items"], TOKEN_COLUMNS, as_json, "no tokens")

    @tokens.command()
    def add(
        context: typer.Context,
        role: str,
        label: Annotated[str | None, typer.Option(help="What people call it, such as who uses it.")] = None,
        as_json: AsJson = False,
    ) -> None:
        """Make a token. ROLE is viewer, operator or admin. It is shown only now."""
        made = api(context).post("/tokens", role=role, label=label)
        if as_json:
            show_json(made)
        else:
            say(made["token"])

    @tokens.command()
    def remove(context: typer.Context, token: str, as_json: AsJson = False) -> None:
        """Withdraw a token. TOKEN is its id."""
        gone = api(context).delete(f"/tokens/{part(token)}")
        if as_json:
            show_json(gone)
        else:
            say(f"{token} is not valid any more")

    @app.command()
    def audit(
        context: typer.Context,
        limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 100,
        as_json: AsJson = False,
    ) -> None:
        """What was done, and with which token, newest first."""
        show(api(context).get("/audit", limit=limit)["items"], AUDIT_COLUMNS, as_json, "nothing was done")
