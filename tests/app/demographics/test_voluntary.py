"""What candidates tell of themselves is taken after the end, kept apart, and read back by nobody."""

import json

from sqlalchemy import select

from app.candidates.erase import erase
from app.models import Candidate, Demographics, Role
from tests.app.attempts.test_scoring import answer_all
from tests.service import Caller, Service

TOLD = {"gender": "non-binary", "age": "55 and over"}


def finished(service: Service) -> tuple[Caller, Caller]:
    """A recruiter, and a candidate of theirs who has finished."""
    recruiter = service.staff()
    candidate = service.candidate(recruiter)
    answer_all(service, candidate)
    assert candidate.put("/attempt/demographics", {"answers": TOLD}).status_code == 409
    candidate.post("/attempt/finish")
    return recruiter, candidate


def test_nothing_that_anybody_can_fetch_holds_what_was_told(service: Service) -> None:
    recruiter, candidate = finished(service)
    questions = candidate.get("/attempt/demographics").json()
    assert [one["id"] for one in questions["questions"]] == ["gender", "age", "ethnicity"]
    assert not questions["answered"]
    assert candidate.put("/attempt/demographics", {"answers": TOLD}).status_code == 204
    kept = candidate.get("/attempt/demographics").json()
    assert kept == {**questions, "answered": True}
    assessment = recruiter.get("/assessments").json()["items"][0]["id"]
    attempt = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"][0]["id"]
    reviewer = service.staff(Role.REVIEWER)
    review = reviewer.get("/reviews").json()["items"][0]["id"]
    fetched = [
        caller.get(path).json()
        for caller, path in (
            (recruiter, f"/attempts/{attempt}"),
            (recruiter, f"/assessments/{assessment}/attempts"),
            (recruiter, f"/assessments/{assessment}/fairness"),
            (reviewer, f"/reviews/{review}"),
            (candidate, "/attempt"),
        )
    ]
    with service.database.read() as session:
        told = session.scalars(select(Demographics)).one()
    for secret in (*TOLD.values(), str(told.id)):
        assert secret not in json.dumps(fetched)


def test_answers_are_replaced_taken_back_and_erased(service: Service) -> None:
    _, candidate = finished(service)
    for answers, left in ((TOLD, [TOLD]), ({"age": "25-34"}, [{"age": "25-34"}]), ({}, []), (TOLD, [TOLD])):
        candidate.put("/attempt/demographics", {"answers": answers})
        with service.database.read() as session:
            assert list(session.scalars(select(Demographics.answers))) == left
    with service.database.write() as session:
        erase(session, session.scalars(select(Candidate)).one(), by=None, now=service.now)
        assert list(session.scalars(select(Demographics))) == []


def test_what_is_not_asked_and_what_is_no_answer_is_refused(service: Service) -> None:
    _, candidate = finished(service)
    for answers in ({"gender": "yes"}, {"disability": "yes"}, {"salary": "high"}):
        refused = candidate.put("/attempt/demographics", {"answers": answers})
        assert refused.status_code == 422, answers
    assert "not asked here" in refused.json()["detail"]
