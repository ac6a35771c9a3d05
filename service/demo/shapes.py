"""`tunewatch demo --providers`: one job at a provider of every shape, all watched by one service at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.demo.acts import ACTS, Act, OpenAIAct
from service.demo.check import Finding, Report, Scene, about_job, name_of, nothing_else, reported
from service.demo.inbox import Inbox
from service.demo.ledger import Ledger
from service.demo.programme import Startable
from service.demo.received import Received
from service.demo.shown import Api, Shown
from service.demo.stage import POLL_INTERVAL_S, Stage
from service.demo.summary import say_judgement
from service.demo.timeline import STATUS_STYLES

CALLS_PER_MIN = 600.0
SERVING_WORDS = {"ready": "yes", "not_yet": "not yet", "needs_endpoint": "needs an endpoint", "unknown": "try it"}


class Shapes:
    """The programme of `tunewatch demo --providers`."""

    introduction = (
        "Six providers train one model each: five are simulated, and a command of your own has the real reporter.",
        "Each tells of its job in another way. The service is the real one.",
    )

    def __init__(self) -> None:
        self._acts: dict[str, Act] = {f"acme-{act.provider}": act for act in (make() for make in ACTS)}

    @property
    def simulators(self) -> Sequence[Startable]:
        return [act.simulator for act in self._acts.values() if act.simulator is not None]

    @property
    def ledger(self) -> Ledger:
        """What each act says of itself, in one."""
        ledger = Ledger()
        for act in self._acts.values():
            if (entry := act.entry()) is not None:
                ledger.jobs[entry.id] = entry
            if isinstance(act, OpenAIAct):
                ledger.deliveries, ledger.listed_at = act.simulator.ledger.deliveries, act.simulator.ledger.listed_at
        return ledger

    def prepare(self, stage: Stage, inbox: Inbox, *, poll: bool) -> Mapping[str, str]:
        """An account for each act."""
        environment: dict[str, str] = {}
        tables: list[tuple[str, Mapping[str, object]]] = []
        for name, act in self._acts.items():
            account: dict[str, object] = {"name": name, "provider": act.provider, **act.account(stage, name)}
            for key, secret in act.secrets.items():
                variable = f"TUNEWATCH_DEMO_{act.provider}_{key}".upper()
                account[f"{key}_env"], environment[variable] = variable, secret
            if act.simulator is not None:
                account |= {"poll": poll, "poll_interval_s": POLL_INTERVAL_S, "calls_per_min": CALLS_PER_MIN}
            tables.append(("account", account))
        stage.configure(inbox, tables)
        return environment

    def is_connected(self, shown: Shown) -> bool:
        return all(act.is_connected() for act in self._acts.values())

    async def play(self) -> None:
        await asyncio.gather(*(act.play() for act in self._acts.values()))

    async def look(self, api: Api, shown: Shown) -> None:
        """Of each registered model, whether it answers."""
        callable_now = [version for version in shown.versions if version.tuned_model is not None]
        words = await asyncio.gather(*(api.servable(version) for version in callable_now))
        found = zip(callable_now, words, strict=True)
        shown.servable = {version.label: word for version, word in found if word is not None}

    def compare(self, shown: Shown, messages: Sequence[Received]) -> Report:
        scene = Scene(self.ledger, shown, [message for message in messages if message.accepted], suite_models=None)
        found = [*nothing_else(scene)]
        for account, act in self._acts.items():
            found += about_act(scene, account, act)
        return reported(found)

    def table(self, shown: Shown, messages: Sequence[Received]) -> Table:
        """A row for each act, as Tunewatch shows its job."""
        table = Table(
            box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold", border_style="dim"
        )
        for title in ("Provider", "Job", "Noticed by", "Ended", "Registered as", "Servable"):
            table.add_column(title)
        for act in self._acts.values():
            table.add_row(act.provider, *_row(act, shown))
        return table

    def summarize(self, console: Console, shown: Shown, messages: Sequence[Received], report: Report) -> None:
        console.print(self.table(shown, messages))
        console.print()
        for act in self._acts.values():
            console.print(Text.assemble((f"{act.provider:<13}", "dim"), act.shape))
        console.print()
        say_judgement(console, report, "the providers' own ledgers")


def _row(act: Act, shown: Shown) -> tuple[str | Text, ...]:
    entry = act.entry()
    job = None if entry is None else shown.job(entry.id)
    if entry is None or job is None:
        return ("" if entry is None else name_of(entry), "", "not known", "", "")
    version = shown.version_of(job)
    label = "" if version is None else version.label
    word = shown.servable.get(label, "")
    ended = Text(job.status, style=STATUS_STYLES.get(job.status, ""))
    return name_of(entry), job.ended_via or "", ended, label, SERVING_WORDS.get(word, word)


def about_act(scene: Scene, account: str, act: Act) -> Iterator[Finding]:
    """The job was played to its end and is told rightly; its webhooks and whether its model answers are as they are."""
    entry = act.entry()
    yield entry is not None, f"{act.provider}: nothing was played"
    if entry is None:
        return
    yield entry.status is not None, f"{act.provider}: the job has not come to its end"
    if entry.status is None:
        return
    yield from about_job(scene, entry)
    yield from _inbound(scene, account, act)
    job = scene.shown.job(entry.id)
    version = None if job is None else scene.shown.version_of(job)
    if version is not None:
        said, true = scene.shown.servable.get(version.label), act.serving().value
        yield said == true, f"{version.label}: Tunewatch says {said or 'nothing'} of its being served, not {true}"


def _inbound(scene: Scene, account: str, act: Act) -> Iterator[Finding]:
    """What its webhooks were answered is what is on record of them."""
    kept = Counter(one.outcome for one in scene.shown.inbound if one.account == account)
    answered = act.answered()
    if answered is None:
        yield kept["accepted"] >= 2, f"{act.provider}: beginning and end were not both taken"
    else:
        for outcome, status in (("accepted", 202), ("duplicate", 200)):
            sentence = f"{act.provider}: {kept[outcome]} webhooks are on record as {outcome}, not {answered[status]}"
            yield kept[outcome] == answered[status], sentence
        yield set(answered) <= {200, 202}, f"{act.provider}: webhooks were answered {sorted(answered)}"
    others = sorted(set(kept) - {"accepted", "duplicate"})
    yield not others, f"{act.provider}: webhooks are on record as {others}"
