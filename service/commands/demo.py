"""`demo`: the whole path on simulated providers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Broken(StrEnum):
    """What can be broken on purpose, to see that the demo notices."""

    SLACK = "slack"
    WORKER = "worker"
    POLL = "poll"


def add_to(app: typer.Typer) -> None:
    @app.command()
    def demo(
        once: Annotated[
            bool, typer.Option("--once", help="End by itself; exit code 0 when all of it happened.")
        ] = False,
        providers: Annotated[
            bool, typer.Option("--providers", help="One job at a provider of every shape, not many at one.")
        ] = False,
        broken: Annotated[Broken | None, typer.Option("--break", help="Break a part: the demo must then fail.")] = None,
        port: Annotated[int, typer.Option(help="Where the inbox page is (0: any free port).")] = 0,
    ) -> None:
        """Play jobs of simulated providers through the whole path, without any account."""
        from service.demo.main import run

        part = None if broken is None else broken.value
        raise typer.Exit(run(once=once, broken=part, port=port, providers=providers))
