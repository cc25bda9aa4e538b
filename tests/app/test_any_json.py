"""Whatever JSON arrives at whatever route: an answer or a problem document, never a fault of the service."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models import Role
from tests.app.test_walks import routes
from tests.service import ONE_OF_EACH, Service, items_by_type

NASTY = st.sampled_from(
    ["", "\x00", "\ud800", "a", "NaN", "2026-01-01T00:00:00", "0001-01-01T00:00:00+23:59", "é" * 300]
)
SCALAR = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | NASTY | st.text(max_size=20)
ANY = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)
BODIES: list[Any] = [
    {"revision": 1, "answer": {"value": 0.5}},
    {"item_id": "ITEM", "source": "x = 1", "kind": "run"},
    {"item_id": "ITEM", "text": "A remark."},
    [{"kind": "paste", "at": "2026-01-01T00:00:00Z", "size": 3}],
    [{"name": "Ada", "email": "ada@example.org", "time_factor": 1.25, "expires_at": "2026-12-31T00:00:00Z"}],
    {"levels": {"a": 1}, "comment": "Good."},
    {"title": "New", "time_limit_s": 60, "shared_with": ["a@b"]},
    {"email": "a@b", "password": "x"},
    ONE_OF_EACH,
]


@st.composite
def nearly_right(draw: st.DrawFn) -> Any:
    """A right body with one value, somewhere in it, replaced by anything."""
    body = json.loads(json.dumps(draw(st.sampled_from(BODIES))))
    place: Any = body
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        if not (isinstance(place[key], dict | list) and place[key] and draw(st.booleans())):
            place[key] = draw(ANY)
            return body
        place = place[key]


@pytest.mark.parametrize("role", ["candidate", "recruiter", "reviewer"])
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(body=nearly_right() | ANY, query=NASTY | st.text(max_size=9))
def test_no_json_makes_the_service_fail(service: Service, role: str, body: Any, query: str) -> None:
    headers, item, ids = _caller(service, role)
    text = json.dumps(body).replace('"ITEM"', f'"{item}"')
    for operation, method, path in routes(service):
        if method == "GET" and operation == "follow_submission":
            continue
        for known in ids:
            path = path.replace("00000000-0000-0000-0000-000000000000", known, 1)
        params = {"cursor": query.encode("utf-8", "replace").decode(), "sort": "-score"}
        answer = service.client.request(
            method,
            path,
            content=text.encode() if method != "GET" else None,
            params=params if method == "GET" else None,
            headers={**headers, "Content-Type": "application/json"},
        )
        assert answer.status_code < 500, (operation, text, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"


def _caller(service: Service, role: str) -> tuple[dict[str, str], str, list[str]]:
    """The same caller for every example of one test."""
    state = service.app.state
    if not hasattr(state, "caller"):
        if role == "candidate":
            ada = service.candidate()
            item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]
            state.caller = ({"Authorization": f"Bearer {ada.token}"}, item, [item])
        else:
            staff = service.staff(Role(role))
            ids = [service.published(staff)] if role == "recruiter" else []
            state.caller = ({"Authorization": f"Bearer {staff.token}"}, "x", ids)
    caller: tuple[dict[str, str], str, list[str]] = state.caller
    return caller
