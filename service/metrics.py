"""Every number that the service and the workers count, in one object on a registry of its own.

Label values are bounded: `account` is a configured name ("" for everybody else), the others are closed enums.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge, Metric, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from service.core.account import Webhooks

# From the 2 ms of a healthy disk to the 4 s after which a sender is told to come back.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Arrivals(Collector):
    """Webhooks by how they ended, and how long that took. Counted in plain dicts, on one event loop: the client
    library's locks and lookups cost more than the signature of a webhook does."""

    def __init__(self) -> None:
        self._ended: Counts[tuple[str, str]] = Counts()
        self._took: Counts[int] = Counts()  # by bucket
        self._seconds = 0.0

    def count(self, account: str, reason: str, seconds: float) -> None:
        """One webhook more."""
        self._ended[account, reason] += 1
        self._took[bisect_left(SECONDS, seconds)] += 1
        self._seconds += seconds

    def collect(self) -> Iterator[Metric]:
        ended = CounterMetricFamily("tunewatch_inbound", "Webhooks by how they ended.", labels=["account", "reason"])
        for labels, count in self._ended.items():
            ended.add_metric(labels, count)
        yield ended
        took = HistogramMetricFamily("tunewatch_webhook_seconds", "From a webhook's headers to its answer.")
        limits = [*map(str, SECONDS), "+Inf"]
        until = accumulate(self._took[bucket] for bucket in range(len(limits)))
        took.add_metric([], list(zip(limits, until, strict=True)), self._seconds)
        yield took


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """How one account stands."""

    account: str
    webhooks: Webhooks
    circuit_open: bool


class AccountStatuses(Collector):
    """The accounts as the database has them, when it was last asked."""

    def __init__(self) -> None:
        self.read_at = float("-inf")  # on the clock of the one who reads them
        self._known: Sequence[AccountStatus] = ()

    def tell(self, known: Sequence[AccountStatus], read_at: float) -> None:
        self._known, self.read_at = known, read_at

    def collect(self) -> Iterator[Metric]:
        fates = GaugeMetricFamily(
            "tunewatch_account_webhooks",
            "Endings by what became of their webhook (came, late, never), and deliveries that came twice.",
            labels=["account", "fate"],
        )
        circuits = GaugeMetricFamily(
            "tunewatch_account_circuit_open", "1 while an account is only probed.", labels=["account"]
        )
        for one in self._known:
            for fate, count in asdict(one.webhooks).items():
                fates.add_metric([one.account, fate], count)
            circuits.add_metric([one.account], float(one.circuit_open))
        yield fates
        yield circuits


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one process. The comment behind each names its labels, in order."""

    registry: CollectorRegistry
    arrivals: Arrivals  # webhooks: account, reason
    account_statuses: AccountStatuses  # accounts
    queue_pressure: Gauge
    records_dropped: Counter
    deliveries: Counter  # kind, outcome
    job_changes: Counter  # via, status
    tasks: Counter  # name, outcome

    @classmethod
    def create(cls) -> Metrics:
        """Fresh metrics, sharing nothing with others of the same process (tests run several services in one)."""
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        arrivals = Arrivals()
        account_statuses = AccountStatuses()
        for collector in (arrivals, account_statuses):
            registry.register(collector)

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"tunewatch_{name}", text, labels, registry=registry)

        return cls(
            registry=registry,
            arrivals=arrivals,
            account_statuses=account_statuses,
            queue_pressure=Gauge(
                "tunewatch_queue_pressure_ratio", "Redis memory in use, as a share of maxmemory.", registry=registry
            ),
            records_dropped=counter("records_dropped", "Rejected or duplicate webhooks counted but not kept."),
            deliveries=counter("deliveries", "Attempts to send a notification.", "kind", "outcome"),
            job_changes=counter("job_changes", "Changes of a job's status.", "via", "status"),
            tasks=counter("tasks", "Tasks by how they ended.", "name", "outcome"),
        )

    def expose(self) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        return generate_latest(self.registry)
