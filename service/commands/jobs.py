"""`jobs`: list, show, follow and cancel."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.commands.client import Client, Trouble, part
from service.commands.output import AsJson, HowMany, api, plain, say, show, show_fields, show_json

COLUMNS = {
    "JOB": "provider_job_id",
    "TITLE": "title",
    "ACCOUNT": "account",
    "STATUS": "state",
    "STEP": "progress",
    "BASE MODEL": "base_model",
    "BEGAN": "began_at",
}

Account = Annotated[str | None, typer.Option(help="Only of this account.")]
Status = Annotated[str | None, typer.Option(help="Only in this status.")]
Active = Annotated[bool | None, typer.Option("--active/--ended", help="Only those that have not, or have, ended.")]
Project = Annotated[str | None, typer.Option(help="Only of this project.")]
Old = Annotated[bool, typer.Option(help="Also those that had ended when their account was connected.")]
Search = Annotated[str | None, typer.Option(help="Part of a name, or the beginning of an id.")]
Order = Annotated[str, typer.Option(help="began: newest first; ended: latest ending first.")]


def add_to(app: typer.Typer) -> None:
    jobs = typer.Typer(help="Training jobs, newest first.", invoke_without_command=True)
    app.add_typer(jobs, name="jobs")

    @jobs.callback()
    def _default(
        context: typer.Context,
        account: Account = None,
        status: Status = None,
        active: Active = None,
        project: Project = None,
        old: Old = True,
        search: Search = None,
        order: Order = "began",
        limit: HowMany = 50,
        as_json: AsJson = False,
    ) -> None:
        """Training jobs, newest first."""
        if context.invoked_subcommand is None:
            where = {"account": account, "status": status, "active": active, "project": project, "old": old}
            _list(context, limit, as_json, **where, q=search, order=order)

    @jobs.command("list")
    def listed(
        context: typer.Context,
        account: Account = None,
        status: Status = None,
        active: Active = None,
        project: Project = None,
        old: Old = True,
        search: Search = None,
        order: Order = "began",
        limit: HowMany = 50,
        as_json: AsJson = False,
    ) -> None:
        """Training jobs, newest first."""
        where = {"account": account, "status": status, "active": active, "project": project, "old": old}
        _list(context, limit, as_json, **where, q=search, order=order)

    @jobs.command("show")
    def one(context: typer.Context, job: str, as_json: AsJson = False) -> None:
        """One job with its history. JOB is the provider's id or ours."""
        client = api(context)
        found = client.get(f"/jobs/{part(job)}")
        history = _history(client, found["id"])
        if as_json:
            show_json(found | {"history": history})
            return
        show_fields(_fields(found))
        print()  # noqa: T201  # between the job and its history
        columns = {"AT": "at", "BY": "via", "WHAT": "kind", "STATUS": "after", "PROVIDER'S WORD": "provider_status"}
        news = [row for row in history if row["kind"] != "snapshot" or row["before"] != row["after"]]
        show(news, columns, as_json=False)
        if len(news) < len(history):
            say(f"and {len(history) - len(news)} that changed no status (--json shows them)")

    @jobs.command()
    def follow(context: typer.Context, account: str, job: str, as_json: AsJson = False) -> None:
        """Watch a job that no list shows, or look at a known one now. JOB is the provider's id."""
        found = api(context).post(f"/accounts/{part(account)}/jobs", job=job)
        if as_json:
            show_json(found)
        else:
            say(f"{job} is {'followed' if found['new'] else 'looked at now'}: tunewatch watch {found['id']}")

    @jobs.command()
    def cancel(
        context: typer.Context,
        job: str,
        yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Ask a job's provider to cancel it. JOB is the provider's id or ours. Exit code 1 when it will not."""
        client = api(context)
        found = client.get(f"/jobs/{part(job)}")
        question = f"cancel {plain(found['title'])} ({plain(found['provider_job_id'])}) at {found['account']}?"
        if not yes and not typer.confirm(question, err=True):
            raise Trouble("not cancelled")
        answer = client.post(f"/jobs/{part(found['id'])}/cancel")
        if as_json:
            show_json(answer)
        else:
            say(f"{found['provider_job_id']}: {answer['detail']}")


def _history(client: Client, job: str) -> list[dict[str, Any]]:
    """All of it, oldest first: a trainer that reports twice a minute makes many pages a week."""
    rows: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        page = client.get(f"/jobs/{part(job)}/history", after=after)
        rows += page["items"]
        after = page["next_after"]
    return rows


def _list(context: typer.Context, limit: int, as_json: bool, **where: Any) -> None:
    found = api(context).items("/jobs", limit, **where)
    rows = [job | {"progress": progress(job), "state": status(job)} for job in found]
    show(found if as_json else rows, COLUMNS, as_json, "no jobs")


def status(job: dict[str, Any]) -> str:
    """The status as a person reads it: `forgotten` and `unknown` are outcomes that no provider names."""
    if job["forgotten"]:
        return "forgotten"
    if job["unknown_to_provider"] and not job["ended"]:
        return "unknown to its provider"
    return f"{job['status']}, stalled" if job["stalled_at"] else str(job["status"])


def progress(job: dict[str, Any]) -> str:
    """`300/1200`, or what is known of it."""
    step, total = job["step"], job["total_steps"]
    return "" if step is None else str(step) if total is None else f"{step}/{total}"


def _fields(job: dict[str, Any]) -> list[tuple[str, object]]:
    metrics = [f"{name} {each['value']:.4g} at step {each['step']}" for name, each in job["last_metrics"].items()]
    version = job["version"]
    return [
        ("job", job["provider_job_id"]),
        ("our id", job["id"]),
        ("title", job["title"]),
        ("account", f"{job['account']} ({job['provider']})"),
        ("status", status(job)),
        ("provider's word", job["provider_status"]),
        ("noticed by", job["ended_via"]),
        ("last report", job["heard_at"]),
        ("stalled since", job["stalled_at"]),
        ("reason", job["error_message"]),
        ("step", progress(job)),
        ("base model", job["base_model"]),
        ("tuned model", job["tuned_model"]),
        ("registered as", version and f"{version['name']} v{version['version']}"),
        ("metrics", metrics),
        ("trained tokens", job["trained_tokens"]),
        ("created", job["created_at"]),
        ("started", job["started_at"]),
        ("finished", job["finished_at"]),
        ("page", job["url"]),
    ]
