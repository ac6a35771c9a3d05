"""Every number that the service and the workers count, in one object on a registry of its own.

Label values are bounded: `account` is a configured name ("" for everybody else), the others are closed enums.
"""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

# From the 2 ms of a healthy disk to the 4 s after which a sender is told to come back.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one process. The comment behind each names its labels, in order."""

    registry: CollectorRegistry
    inbound: Counter  # account, reason
    request_seconds: Histogram
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

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"tunewatch_{name}", text, labels, registry=registry)

        return cls(
            registry=registry,
            inbound=counter("inbound", "Webhooks by how they ended.", "account", "reason"),
            request_seconds=Histogram(
                "tunewatch_webhook_seconds",
                "From a webhook's headers to its answer.",
                buckets=SECONDS,
                registry=registry,
            ),
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
