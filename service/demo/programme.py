"""What a demo plays on its stage: its simulators, its accounts, and what must be seen of them in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rich.console import Console
from rich.table import Table

from service.demo.check import Report
from service.demo.inbox import Inbox
from service.demo.ledger import Ledger
from service.demo.received import Received
from service.demo.shown import Api, Shown
from service.demo.stage import Stage


class Startable(Protocol):
    """A server of the demo's own."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Programme(Protocol):
    """One kind of demo. What is asked of it is asked again and again while it plays."""

    @property
    def introduction(self) -> Sequence[str]:
        """What is said first."""
        ...

    @property
    def simulators(self) -> Sequence[Startable]:
        """What must listen before anything else begins."""
        ...

    @property
    def ledger(self) -> Ledger:
        """What has really happened until now."""
        ...

    def prepare(self, stage: Stage, inbox: Inbox, *, poll: bool) -> Mapping[str, str]:
        """The stage is set, and here are the secrets that the service finds in its environment."""
        ...

    def is_connected(self, shown: Shown) -> bool:
        """The service has read each account for the first time: what ends from now on is news."""
        ...

    async def play(self) -> None:
        """Every job is begun; those that move by themselves may go on."""
        ...

    async def look(self, api: Api, shown: Shown) -> None:
        """What `shown` lacks is asked for."""
        ...

    def compare(self, shown: Shown, messages: Sequence[Received]) -> Report:
        """What is true against what is told; what has not happened yet counts as missing."""
        ...

    def table(self, shown: Shown, messages: Sequence[Received]) -> Table:
        """How things stand, for a terminal."""
        ...

    def summarize(self, console: Console, shown: Shown, messages: Sequence[Received], report: Report) -> None:
        """The end, with the judgement."""
        ...
