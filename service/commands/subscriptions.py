"""`subscriptions` and `tokens`: who is told what, and who may ask."""

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
TOKEN_COLUMNS = {"TOKEN": "id", "ROLE": "role", "CREATED": "created_at"}

Patterns = list[str] | None


def add_to(app: typer.Typer) -> None:
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
        """The valid tokens: ids and roles, never the tokens."""
        show(api(context).get("/tokens")["items"], TOKEN_COLUMNS, as_json, "no tokens")

    @tokens.command()
    def add(context: typer.Context, role: str, as_json: AsJson = False) -> None:
        """Make a token. ROLE is viewer, operator or admin. It is shown only now."""
        made = api(context).post("/tokens", role=role)
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
