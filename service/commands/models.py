"""`models`, `suites` and `evaluate`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.commands.client import FAILED, Client, part, until
from service.commands.output import AsJson, HowMany, api, say, show, show_fields, show_json

COLUMNS = {
    "MODEL": "name",
    "VERSION": "version",
    "ALIASES": "aliases",
    "TUNED MODEL": "tuned_model",
    "BASE MODEL": "base_model",
    "ACCOUNT": "account",
    "TRAINED": "finished_at",
}
RETIRING_COLUMNS = {"BASE RETIRES": "base_retires_on"} | COLUMNS
SUITE_COLUMNS = {"SUITE": "name", "SCORER": "scorer", "MODELS": "models", "CANDIDATES": "candidates"}
NO_VERDICT = ("not run", "not servable")  # nothing was measured

Project = Annotated[str | None, typer.Option(help="Only of this project.")]
InProject = Annotated[str, typer.Option(help="The model's project.")]


def add_to(app: typer.Typer) -> None:
    models = typer.Typer(help="Registered model versions, newest first.", invoke_without_command=True)
    app.add_typer(models, name="models")

    @models.callback()
    def listed(
        context: typer.Context,
        retiring: Annotated[
            bool, typer.Option("--retiring", help="Only those whose base model has a retirement date, earliest first.")
        ] = False,
        project: Project = None,
        search: Annotated[str | None, typer.Option(help="The beginning of a name.")] = None,
        limit: HowMany = 50,
        as_json: AsJson = False,
    ) -> None:
        """Registered model versions, newest first."""
        if context.invoked_subcommand is not None:
            return
        client = api(context)
        if retiring:
            found = client.get("/models", retiring=True, project=project, q=search)["items"][:limit]
        else:
            found = client.items("/models", limit, project=project, q=search)
        show(found, RETIRING_COLUMNS if retiring else COLUMNS, as_json, "no models")

    @models.command("show")
    def one(
        context: typer.Context,
        name: str,
        project: InProject = "default",
        limit: HowMany = 50,
        servable: Annotated[
            bool, typer.Option("--servable", help="Ask its provider whether the latest version answers.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """All versions of a model, and where the newest comes from."""
        if servable:
            _servable(api(context).get(f"/models/{part(name)}/servable", project=project), as_json)
            return
        found = api(context).items(f"/models/{part(name)}", limit, project=project)
        show(found, COLUMNS, as_json)
        if not as_json and found:
            print()  # noqa: T201  # between the versions and the lineage
            show_fields(found[0]["lineage"].items())

    @app.command()
    def suites(context: typer.Context, as_json: AsJson = False) -> None:
        """The evaluation suites of the configuration."""
        show(api(context).get("/suites")["items"], SUITE_COLUMNS, as_json, "no suites")

    @app.command()
    def evaluate(
        context: typer.Context,
        model: str,
        suite: Annotated[str | None, typer.Option(help="This suite (default: all that match the model).")] = None,
        version: Annotated[int | None, typer.Option(min=1, help="This version (default: the latest).")] = None,
        project: InProject = "default",
        wait: Annotated[bool, typer.Option("--wait", help="Wait for the verdicts.")] = False,
        timeout: Annotated[float, typer.Option(help="With --wait: give up after so many seconds.")] = 3600.0,
        every: Annotated[float, typer.Option(min=0.05, help="With --wait: seconds between two looks.")] = 2.0,
        as_json: AsJson = False,
    ) -> None:
        """Evaluate a model now, also if it was evaluated before."""
        client = api(context)
        begun = client.post(f"/models/{part(model)}/evaluate", suite=suite, version=version, project=project)
        if not wait:
            _begun(begun, as_json)
            return
        results = [_verdict(client, one["id"], every, timeout) for one in begun["evaluations"]]
        _told(results, as_json)
        raise typer.Exit(FAILED if any(one["verdict"] in NO_VERDICT for one in results) else 0)


def _servable(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(answer)
        return
    label, said = f"{answer['model']} v{answer['version']}", answer["serving"].replace("_", " ")
    say(f"{label}: {said}" + (f" ({answer['detail']})" if answer["detail"] else ""))
    if answer["serving"] == "ready":
        say(f"call it as {answer['call']}")


def _verdict(client: Client, evaluation: str, every_s: float, timeout_s: float) -> dict[str, Any]:
    """The finished evaluation."""
    found: dict[str, Any] = {}
    for found in until(lambda: client.get(f"/evaluations/{evaluation}"), every_s=every_s, timeout_s=timeout_s):
        if found["state"] == "finished":
            break
    return found


def _begun(begun: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(begun)
        return
    for one in begun["evaluations"]:
        say(f"{begun['model']} v{begun['version']}: suite {one['suite']} begins ({one['id']})")


def _told(results: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        show_json(results)
        return
    for one in results:
        say(f"{one['model']} v{one['version']}, suite {one['suite']}: {one['verdict']}")
        for sentence in one["sentences"]:
            say(f"  {sentence}")
