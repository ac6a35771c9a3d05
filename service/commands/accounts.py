"""`accounts`: list, test, backfill."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.commands.client import FAILED, part
from service.commands.output import AsJson, api, say, show, show_json

COLUMNS = {
    "ACCOUNT": "name",
    "PROVIDER": "provider",
    "PROJECT": "project",
    "STATE": "state",
    "LAST POLL": "last_poll_at",
    "WEBHOOKS": "webhooks",
    "WEBHOOK URL": "webhook_url",
}


def add_to(app: typer.Typer) -> None:
    accounts = typer.Typer(help="Accounts at providers: how each stands.", invoke_without_command=True)
    app.add_typer(accounts, name="accounts")

    @accounts.callback()
    def _default(context: typer.Context, as_json: AsJson = False) -> None:
        """Accounts at providers: how each stands."""
        if context.invoked_subcommand is None:
            _list(context, as_json)

    @accounts.command("list")
    def listed(context: typer.Context, as_json: AsJson = False) -> None:
        """Accounts at providers: how each stands."""
        _list(context, as_json)

    @accounts.command()
    def test(context: typer.Context, name: str, as_json: AsJson = False) -> None:
        """Ask an account's provider for its jobs now. Exit code 1 when it does not answer."""
        answer = api(context).post(f"/accounts/{part(name)}/test")
        if as_json:
            show_json(answer)
        else:
            say(f"{name}: {answer['detail']}" + (f" ({answer['ms']} ms)" if answer["ms"] is not None else ""))
        raise typer.Exit(0 if answer["ok"] else FAILED)

    @accounts.command()
    def backfill(
        context: typer.Context,
        name: str,
        confirm: Annotated[bool, typer.Option("--confirm", help="Begin; without it only the price is said.")] = False,
        limit: Annotated[int, typer.Option(min=1, help="At most so many models, the newest first.")] = 1000,
        as_json: AsJson = False,
    ) -> None:
        """Evaluate what was trained before this account was connected; first says how much that is."""
        answer = api(context).post(f"/accounts/{part(name)}/backfill", confirm=confirm, limit=limit)
        if as_json:
            show_json(answer)
            return
        for line in _backfill(answer):
            say(line)


def _list(context: typer.Context, as_json: bool) -> None:
    found = api(context).get("/accounts")["items"]
    show(found if as_json else [one | {"state": _state(one)} for one in found], COLUMNS, as_json, "no accounts")


def _state(one: dict[str, Any]) -> str:
    if not one["configured"]:
        return "not configured any more"
    if one["failing_since"]:
        return f"failing since {one['failing_since'][:16]}: {one['last_error']}"
    if one["known_since"] is None:
        return "not seen by a worker yet"
    return "ok"


def _backfill(answer: dict[str, Any]) -> list[str]:
    estimate = answer["estimate"]
    usd = "unknown" if estimate["usd"] is None else f"${estimate['usd']:,.2f}"
    tokens = f"{estimate['input_tokens']:,} tokens in and {estimate['output_tokens']:,} out"
    lines = [
        f"{answer['silent_jobs']} jobs ended before {answer['account']} was connected; "
        f"{answer['silent_models']} of their models can be called",
        f"{answer['evaluations']} evaluations are missing: at most {tokens}, cost {usd}; each tells its verdict",
        *(f"note: {problem}" for problem in estimate["problems"]),
    ]
    if answer["confirmed"]:
        lines.append(f"begun: {len(answer['started'])} evaluations")
    elif answer["evaluations"]:
        lines.append(f"to begin: tunewatch accounts backfill {answer['account']} --confirm")
    return lines
