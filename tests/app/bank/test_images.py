"""Images of items reach those who may see the item, under headers that keep them harmless."""

import re
from typing import Any

import pytest
from sqlalchemy import update

from app.models import ItemVersion, Role
from tests.app.attempts.test_scoring import attempt_of
from tests.service import API, Caller, Service

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
ADDRESS = re.compile(r"\((/api/v1/[^)]+\.svg)\)")


def design(**draw: Any) -> dict[str, Any]:
    return {"title": "T", "time_limit_s": 600, "sections": [{"title": "S", "draws": [{"count": 1, **draw}]}]}


PLOT = design(types=["single_choice"], items=["shape-of-the-output"])


def address_in(prompt: str) -> str:
    found = ADDRESS.search(prompt)
    assert found is not None, prompt
    return found[1].removeprefix(API)


def plot_of(candidate: Caller) -> str:
    return address_in(candidate.post("/attempt").json()["sections"][0]["items"][0]["prompt"])


def test_a_candidate_sees_the_plot_of_an_own_item_and_nobody_else_does(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter, PLOT)
    ada, bob = service.invite(recruiter, assessment), service.invite(recruiter, assessment, name="Bob")
    address = plot_of(ada)
    plot_of(bob)
    answer = ada.get(address)
    assert answer.status_code == 200
    assert answer.text.startswith("<svg")
    assert [who.get(address).status_code for who in (bob, recruiter)] == [404, 403]
    assert service.client.get(API + address).status_code == 401


def test_a_plot_does_nothing_when_opened_and_stays_in_no_cache_of_a_candidates_browser(
    service: Service,
) -> None:
    recruiter = service.staff()
    ada = service.invite(recruiter, service.published(recruiter, PLOT))
    headers = ada.get(plot_of(ada)).headers
    assert headers["content-type"].startswith("image/svg+xml")
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"


def test_an_address_that_names_no_image_of_the_item_is_not_found(service: Service) -> None:
    recruiter = service.staff()
    ada = service.invite(recruiter, service.published(recruiter, PLOT))
    folder = plot_of(ada).rsplit("/", 1)[0]
    for name in ("shapes.svg", f"{'0' * 64}.svg", "..%2f..%2fitem.yaml"):
        assert ada.get(f"{folder}/{name}").status_code == 404


def test_a_recruiter_sees_the_plot_in_reports_of_visible_attempts(service: Service) -> None:
    recruiter, other = service.staff(), service.staff(email="other@example.org")
    ada = service.invite(recruiter, service.published(recruiter, PLOT))
    ada.post("/attempt")
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    address = address_in(report["items"][0]["prompt"])
    answer = recruiter.get(address)
    assert answer.text.startswith("<svg")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert other.get(address).status_code == 404
    assert ada.get(address).status_code == 403


@pytest.fixture
def drawn(service: Service) -> None:
    """Give every written item a drawing, since the packaged ones have none."""
    with service.database.write() as session:
        for version in session.query(ItemVersion).where(ItemVersion.type == "written"):
            content = {**version.content, "prompt": "![a plot](x.svg)", "images": {"x.svg": DRAWING}}
            session.execute(update(ItemVersion).where(ItemVersion.id == version.id).values(content=content))


@pytest.mark.usefixtures("drawn")
def test_a_reviewer_sees_the_plot_beside_the_response(service: Service) -> None:
    recruiter, reviewer = service.staff(), service.staff(Role.REVIEWER)
    ada = service.invite(recruiter, service.published(recruiter, design(types=["written"])))
    item = ada.post("/attempt").json()["sections"][0]["items"][0]
    ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": {"text": "It falls."}})
    ada.post("/attempt/finish")
    (queued,) = reviewer.get("/reviews").json()["items"]
    address = address_in(reviewer.get(f"/reviews/{queued['id']}").json()["prompt"])
    assert reviewer.get(address).text == DRAWING
    assert recruiter.get(address).status_code == 403
