"""The tables of a worker: each task with its handler, each kind of outbox entry with its carrier.

A further kind of work that a change may call for (a mirror, a deploy hook) is one file and one line in `carriers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from arq.connections import ArqRedis

from service.config.settings import Settings
from service.core.outbox import EntryKind
from service.core.task import AskReadiness, Cancel, Check, Observe, Poll, Refresh, Sweep, TryOut
from service.metrics import Metrics
from service.notifiers.table import NOTIFIERS
from service.providers.table import PROVIDERS
from service.store import Store
from workers.context import Background, Carrier, LiveSubscriptions, Services
from workers.deliver import deliver
from workers.evaluate import evaluate
from workers.observe import observe
from workers.outbound.chart import Charts
from workers.outbound.provider_api import ProviderApi
from workers.outbound.send import Outbound
from workers.poll import poll
from workers.refresh import refresh
from workers.register import NewVersions, register
from workers.requests.cancel import cancel
from workers.requests.check import check
from workers.requests.readiness import answer_readiness
from workers.requests.try_out import try_out
from workers.runtime.reliable import Handler
from workers.sweep import sweep


def carriers() -> dict[str, Carrier]:
    """Every kind of outbox entry that this process carries out."""
    return {
        EntryKind.DELIVER: Carrier(deliver),
        EntryKind.REGISTER: Carrier(register, take_on=NewVersions().take_on),
        EntryKind.EVALUATE: Carrier(evaluate),
    }


TASKS: Mapping[str, Handler[Services]] = {
    Observe.NAME: observe,
    Refresh.NAME: refresh,
    Poll.NAME: poll,
    Check.NAME: check,
    Cancel.NAME: cancel,
    AskReadiness.NAME: answer_readiness,
    TryOut.NAME: try_out,
    Sweep.NAME: sweep,
}


def handlers(services: Services) -> dict[str, Handler[Services]]:
    """What runs each task of the queue, by its name; the task of an outbox entry has the name of the entry's kind."""
    return {**TASKS, **{kind: carrier.carry_out for kind, carrier in services.carriers.items()}}


def build_services(
    settings: Settings, store: Store, redis: ArqRedis, outbound: Outbound, *, data_dir: Path | None = None
) -> Services:
    """The tools of one worker process, on a connected Redis and an open store."""
    return Services(
        settings=settings,
        accounts={account.name: account for account in settings.accounts},
        channels={channel.name: channel for channel in settings.channels},
        suites={suite.name: suite for suite in settings.suites},
        store=store,
        redis=redis,
        outbound=outbound,
        provider_api=ProviderApi(outbound, redis),
        providers=PROVIDERS,
        notifiers=NOTIFIERS,
        carriers=carriers(),
        charts=Charts(redis, NOTIFIERS),
        charted=_charted(settings),
        metrics=Metrics.create(),
        live_subscriptions=LiveSubscriptions(settings.subscriptions, store),
        background=Background(),
        data_dir=data_dir,
    )


def _charted(settings: Settings) -> frozenset[str]:
    """The channels that show curves: a picture inside the message, or, with a public address, one that it links."""
    shown = {"inside", "linked"} if settings.public_url else {"inside"}
    return frozenset(channel.name for channel in settings.channels if NOTIFIERS[channel.kind].chart_form in shown)
