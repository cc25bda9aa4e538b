from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from app.models import Invitation
from tests.app.reports.test_reports import counted_queries
from tests.service import Service, items_by_type


def test_saving_costs_two_statements_who_asks_included(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    for revision in (1, 2):
        with counted_queries(service) as statements:
            answer = ada.put(f"/attempt/responses/{item}", {"revision": revision, "answer": {"text": "x"}})
        assert answer.status_code == 200
        assert len(statements) == 2, statements


def test_what_cannot_be_saved_says_why(service: Service) -> None:
    recruiter = service.staff()
    ada, eve = service.candidate(recruiter), service.candidate(recruiter, email="eve@example.org")
    body = {"revision": 1, "answer": {"text": "x"}}

    def refusal(item: object) -> tuple[int, str]:
        answer = ada.put(f"/attempt/responses/{item}", body)
        return answer.status_code, answer.json()["type"].removeprefix("urn:bn-assess:")

    assert refusal(uuid4()) == (409, "not-started")
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    of_eve = items_by_type(eve.post("/attempt").json())["written"]["id"]
    assert refusal(uuid4()) == refusal("no id") == refusal(of_eve) == (404, "not-found")
    with service.database.write() as session:
        session.execute(update(Invitation).values(revoked_at=service.now))
    assert refusal(item) == (401, "not-signed-in")
    with service.database.write() as session:
        session.execute(update(Invitation).values(revoked_at=None))
    service.clock.advance(timedelta(days=1).total_seconds())
    assert refusal(item) == refusal(uuid4()) == (409, "attempt-closed")


def test_the_first_save_after_a_pause_is_over_is_kept(service: Service) -> None:
    ada = service.candidate(pause_limit_s=120)
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    body = {"revision": 1, "answer": {"text": "x"}}
    ada.post("/attempt/pause")
    service.clock.advance(119)
    assert ada.put(f"/attempt/responses/{item}", body).status_code == 409
    service.clock.advance(1)
    assert ada.put(f"/attempt/responses/{item}", body).status_code == 200
    view = ada.get("/attempt").json()
    assert (view["status"], items_by_type(view)["written"]["revision"]) == ("started", 1)
