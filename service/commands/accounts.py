"""`accounts`: list, show, test, backfill, job-secret."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.commands import job_secret
from service.commands.client import FAILED, part
from service.commands.output import AsJson, api, say, show, show_fields, show_json

COLUMNS = {
    "ACCOUNT": "name",
    "PROVIDER": "provider",
    "PROJECT": "project",
    "STATE": "state",
    "LAST POLL": "last_poll_at",
    "NEXT POLL": "next",
    "WEBHOOKS": "heard",
    "WEBHOOK URL": "webhook_url",
}


def add_to(app: typer.Typer) -> None:
    accounts = typer.Typer(help="Accounts at providers: how each stands.", invoke_without_command=True)
    app.add_typer(accounts, name="accounts")
    job_secret.add_to(accounts)

    @accounts.callback()
    def _default(context: typer.Context, as_json: AsJson = False) -> None:
        """Accounts at providers: how each stands."""
        if context.invoked_subcommand is None:
            _list(context, as_json)

    @accounts.command("list")
    def listed(context: typer.Context, as_json: AsJson = False) -> None:
        """Accounts at providers: how each stands."""
        _list(context, as_json)

    @accounts.command("show")
    def one(context: typer.Context, name: str, as_json: AsJson = False) -> None:
        """Everything about one account."""
        found = api(context).get(f"/accounts/{part(name)}")
        if as_json:
            show_json(found)
        else:
            show_fields(_fields(found))

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
    rows = [one | {"state": _state(one), "next": _next(one), "heard": heard(one)} for one in found]
    show(found if as_json else rows, COLUMNS, as_json, "no accounts")


def _state(one: dict[str, Any]) -> str:
    if not one["configured"]:
        return "not configured any more"
    if one["failing_since"]:
        return str(one["circuit"]["says"])
    if one["known_since"] is None:
        return "not seen by a worker yet"
    return "ok"


def _next(one: dict[str, Any]) -> str:
    """`14:02:11 (near end)`: when, in UTC, and why then."""
    if not one["next_poll_at"] or not (one["polled"] or one["circuit"]["state"] != "closed"):
        return ""
    why = f" ({one['pace'].replace('_', ' ')})" if one["pace"] else ""
    return f"{one['next_poll_at'][11:19]}{why}"


def heard(one: dict[str, Any]) -> str:
    """`90 % came, 5 % late, 5 % never; 2 twice`, of the endings that a webhook should have told of."""
    counts, shares = one["webhooks"], one["webhook_shares"]
    if shares["came"] is None or (not one["takes_webhooks"] and not counts["came"] + counts["late"]):
        twice = f"; {counts['twice']} twice" if counts["twice"] else ""
        return ("none yet" if one["takes_webhooks"] else "none taken") + twice
    parts = [f"{shares[name]:.0%} {name}".replace("%", " %") for name in ("came", "late", "never")]
    return ", ".join(parts) + (f"; {counts['twice']} twice" if counts["twice"] else "")


def _fields(one: dict[str, Any]) -> list[tuple[str, object]]:
    life = one["life"] or {}
    since = f" since {life['since']} ({life['source']})" if life and life["state"] != "live" else ""
    return [
        ("account", one["name"]),
        ("provider", one["provider"]),
        ("provider is", life and f"{life['state']}{since}"),
        ("note", life and life["note"]),
        ("project", one["project"]),
        ("state", _state(one)),
        ("circuit", one["circuit"]["says"]),
        ("known since", one["known_since"]),
        ("last poll", one["last_poll_at"]),
        ("next poll", _next(one)),
        ("webhooks", heard(one)),
        ("webhook URL", one["webhook_url"]),
    ]


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
