"""What goes out and what comes in: `notifications`, `inbound`, `test-notification`, `dead-letters`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.commands.client import FAILED, TIMED_OUT, USAGE, Client, Trouble, part, until
from service.commands.output import AsJson, HowMany, api, say, show, show_json

NOTE_COLUMNS = {
    "NOTIFICATION": "id",
    "WHAT": "event_kind",
    "CHANNEL": "channel",
    "STATE": "state",
    "ATTEMPTS": "tried",
    "LAST": "last",
    "CREATED": "created_at",
}
INBOUND_COLUMNS = {
    "REQUEST": "id",
    "ACCOUNT": "account",
    "OUTCOME": "outcome",
    "EVENT": "event_type",
    "BYTES": "bytes",
    "PROBLEM": "problem",
    "RECEIVED": "received_at",
}
LETTER_COLUMNS = {
    "LETTER": "id",
    "KIND": "kind",
    "ABOUT": "about",
    "CHANNEL": "channel",
    "JOB": "job_id",
    "SUBJECT": "subject",
    "ERROR": "error",
    "AT": "at",
}
DONE_AGAIN = "is done again"
LETTERS = 1000  # that one listing shows; `replay --all` asks until none is new

Job = Annotated[str | None, typer.Option("--job", help="Only about this job: the provider's id or ours.")]


def add_to(app: typer.Typer) -> None:
    @app.command()
    def notifications(
        context: typer.Context,
        job: Job = None,
        state: Annotated[str | None, typer.Option(help="owed, done, dead, superseded or cancelled_by_config.")] = None,
        channel: Annotated[str | None, typer.Option(help="Only of this channel.")] = None,
        overtaken: Annotated[bool, typer.Option(help="Also those that newer news overtook.")] = True,
        limit: HowMany = 50,
        as_json: AsJson = False,
    ) -> None:
        """What was told to whom, newest first."""
        where = {"job_id": job, "state": state, "channel": channel, "overtaken": overtaken}
        found = api(context).items("/notifications", limit, **where)
        show(found if as_json else [_tried(one) for one in found], NOTE_COLUMNS, as_json, "no notifications")

    @app.command()
    def inbound(
        context: typer.Context,
        account: Annotated[str | None, typer.Option(help="Only of this account.")] = None,
        outcome: Annotated[str | None, typer.Option(help="accepted, duplicate, signature_mismatch …")] = None,
        job: Job = None,
        limit: HowMany = 50,
        as_json: AsJson = False,
    ) -> None:
        """Webhooks that came, with the reason why each was taken or not."""
        found = api(context).items("/inbound", limit, account=account, outcome=outcome, job_id=job)
        show(found, INBOUND_COLUMNS, as_json, "no inbound requests")

    @app.command("test-notification")
    def test_notification(
        context: typer.Context,
        channel: str,
        timeout: Annotated[float, typer.Option(help="Wait at most so many seconds.")] = 30.0,
        every: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks.")] = 0.5,
        as_json: AsJson = False,
    ) -> None:
        """Send a test message by the way that every message takes. Exit code: 0 arrived, 1 given up,
        5 still being tried."""
        client = api(context)
        asked = client.post(f"/channels/{part(channel)}/test")
        seen: dict[str, Any] = {}
        try:
            look = f"/notifications/{asked['notification']}"
            for seen in until(lambda: client.get(look), every_s=every, timeout_s=timeout):
                if seen["state"] != "owed":
                    break
        except Trouble as trouble:
            if trouble.code != TIMED_OUT:
                raise
        if as_json:
            show_json(seen)
        else:
            say(_fate(channel, seen))
        raise typer.Exit({"done": 0, "owed": TIMED_OUT}.get(seen.get("state", "owed"), FAILED))

    _add_letters(app)


def _tried(notification: dict[str, Any]) -> dict[str, Any]:
    last = notification["attempts"][-1] if notification["attempts"] else None
    return notification | {"tried": len(notification["attempts"]), "last": last and _attempt(last)}


def _attempt(attempt: dict[str, Any]) -> str:
    said = attempt["detail"] or attempt["code"]
    return f"{attempt['outcome']}: {said}" if said else str(attempt["outcome"])


def _fate(channel: str, notification: dict[str, Any]) -> str:
    states = {"done": "arrived", "owed": "is still being tried", "dead": "was given up"}
    last = [_attempt(one) for one in notification.get("attempts", [])[-1:]]
    state = notification.get("state", "owed")
    return f"the test message to {channel} {states.get(state, state)}" + "".join(f" ({one})" for one in last)


def _add_letters(app: typer.Typer) -> None:
    dead_letters = typer.Typer(help="Work that was given up, and its replay.", no_args_is_help=True)
    app.add_typer(dead_letters, name="dead-letters")

    @dead_letters.command("list")
    def listed(
        context: typer.Context,
        limit: Annotated[int, typer.Option(min=1, max=LETTERS, help="How many at most.")] = LETTERS,
        as_json: AsJson = False,
    ) -> None:
        """Work that was given up, newest first."""
        show(_dead_letters(api(context), limit), LETTER_COLUMNS, as_json, "no dead letters")

    @dead_letters.command()
    def replay(
        context: typer.Context,
        dead_letter: Annotated[str | None, typer.Argument(help="The dead letter's id.")] = None,
        everything: Annotated[bool, typer.Option("--all", help="Every dead letter there is.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Do it again: one dead letter, or all of them."""
        if (dead_letter is None) is not everything:
            raise Trouble("give the id of one dead letter, or --all", USAGE)
        client = api(context)
        if dead_letter is None:
            outcomes = _replay_all(client)
        else:
            _replay(client, dead_letter)
            outcomes = {dead_letter: DONE_AGAIN}
        if as_json:
            show_json(outcomes)
        else:
            for one, outcome in outcomes.items():
                say(f"{one}: {outcome}")
            if not outcomes:
                say("no dead letters")
        raise typer.Exit(0 if all(outcome == DONE_AGAIN for outcome in outcomes.values()) else FAILED)


def _dead_letters(client: Client, limit: int = LETTERS) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/dead-letters", limit=limit)["items"]
    return found


def _replay_all(client: Client) -> dict[str, str]:
    """What became of every letter, also when there are more than one listing shows; each is taken once."""
    outcomes: dict[str, str] = {}
    while new := [one["id"] for one in _dead_letters(client) if one["id"] not in outcomes]:
        for one in new:
            try:
                _replay(client, one)
                outcomes[one] = DONE_AGAIN
            except Trouble as trouble:
                if trouble.code != FAILED:
                    raise
                outcomes[one] = str(trouble)
    return outcomes


def _replay(client: Client, dead_letter: str) -> None:
    client.post(f"/dead-letters/{part(dead_letter)}/replay")
