"""What a process measures, for Prometheus to read from an address of its own: never from the public one."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
HTTP_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
GRADING_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True)
class Waiting:
    """Submissions without a verdict, by state and kind, and how long the oldest has waited."""

    counts: dict[tuple[str, str], int]
    oldest_s: float


class Metrics:
    """The counters of one process, in a registry of its own: two services in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "bn_assess_http_request_seconds",
            "Time until the answer begins, which is after the commit.",
            ["method", "route", "status"],
            buckets=HTTP_BUCKETS_S,
            registry=self.registry,
        )
        self._grading = Histogram(
            "bn_assess_grading_seconds",
            "Time from claim to verdict.",
            ["task", "kind", "verdict"],
            buckets=GRADING_BUCKETS_S,
            registry=self.registry,
        )
        self._failures = Counter(
            "bn_assess_grading_failures",
            "Times that grading failed through a fault of ours.",
            registry=self.registry,
        )

    def answered(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Note a request. Its route is a template: a path would be a series for each candidate."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, route or "none", str(status)).observe(seconds)

    def graded(self, task: str, kind: str, verdict: str, seconds: float) -> None:
        """Note a verdict."""
        self._grading.labels(task, kind, verdict).observe(seconds)

    def grading_failed(self) -> None:
        """Note that a submission could not be graded this time."""
        self._failures.inc()

    def follow_sandbox(self, restarts: Callable[[], int]) -> None:
        """Report how many interpreters had to be started anew."""
        self.registry.register(_Restarts(restarts))

    def follow_queue(self, look: Callable[[], Waiting | None]) -> None:
        """Report what `look` finds when Prometheus asks; None says that the database does not answer."""
        self.registry.register(_Queue(look))


class _Restarts(Collector):
    def __init__(self, restarts: Callable[[], int]) -> None:
        self._restarts = restarts

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "bn_assess_zygote_restarts", "Interpreters of the sandbox started anew.", value=self._restarts()
        )


class _Queue(Collector):
    def __init__(self, look: Callable[[], Waiting | None]) -> None:
        self._look = look

    def describe(self) -> list[Metric]:
        return []  # else the registry would ask the database as it is being set up

    def collect(self) -> Iterator[Metric]:
        waiting = self._look()
        answers = waiting is not None
        yield GaugeMetricFamily("bn_assess_database_up", "Whether the database answers.", value=answers)
        if waiting is None:
            return
        depth = GaugeMetricFamily(
            "bn_assess_submissions", "Submissions without a verdict.", labels=["state", "kind"]
        )
        for (state, kind), count in waiting.counts.items():
            depth.add_metric([state, kind], count)
        yield depth
        yield GaugeMetricFamily(
            "bn_assess_oldest_submission_seconds",
            "How long the oldest submission without a verdict has waited; 0 without one.",
            value=waiting.oldest_s,
        )


@contextlib.contextmanager
def served(metrics: Metrics, *, host: str, port: int | None) -> Iterator[None]:
    """Answer Prometheus on an address of its own, or nobody without a port."""
    if port is None:
        yield
        return
    server, thread = start_http_server(port, host, metrics.registry)
    log.info("metrics at http://%s:%d/metrics", host, port)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
