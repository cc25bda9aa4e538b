import json
import re
from pathlib import Path

from prometheus_client.registry import CollectorRegistry

from app.metrics import Metrics, Waiting
from tests.service import Service

DASHBOARD = json.loads((Path(__file__).parents[2] / "deploy" / "grafana-dashboard.json").read_text())
EXPRESSIONS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def samples(registry: CollectorRegistry) -> dict[str, set[str]]:
    """The labels of every series by name."""
    found: dict[str, set[str]] = {}
    for family in registry.collect():
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def test_the_dashboard_asks_only_for_what_is_measured() -> None:
    metrics = Metrics()
    metrics.answered("GET", "/health/live", 200, 0.1)
    metrics.graded("bn-forward", "submit", "accepted", 0.1)
    metrics.follow_sandbox(lambda: 0)
    metrics.follow_queue(lambda: Waiting({("queued", "run"): 1}, 0.0))
    made = samples(metrics.registry)
    asked = {name for expression in EXPRESSIONS for name in re.findall(r"bn_assess_\w+", expression)}
    assert asked <= made.keys()
    assert {name.removesuffix("_bucket").removesuffix("_count") for name in asked} >= {
        "bn_assess_submissions",
        "bn_assess_oldest_submission_seconds",
        "bn_assess_grading_seconds",
        "bn_assess_http_request_seconds",
        "bn_assess_database_up",
    }
    for expression in EXPRESSIONS:
        (name,) = set(re.findall(r"bn_assess_\w+", expression))
        (by,) = re.findall(r"by \(([^)]*)\)", expression) or [""]
        assert {label.strip() for label in by.split(",") if label} <= made[name] | {"instance"}


def test_the_route_that_the_dashboard_names_is_one_of_the_service(service: Service) -> None:
    ada = service.candidate()
    ada.put("/attempt/responses/none", {"revision": 1, "answer": {"text": ""}})
    (named,) = {route for expression in EXPRESSIONS for route in re.findall(r'route="([^"]+)"', expression)}
    registry = service.app.state.metrics.registry
    labels = {"method": "PUT", "route": named, "status": "409"}
    assert registry.get_sample_value("bn_assess_http_request_seconds_count", labels) == 1
