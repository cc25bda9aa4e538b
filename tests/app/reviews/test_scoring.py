import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.candidates.erase import erase
from app.models import Attempt, Candidate, Review, Role, Score
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.service import Caller, Service


@pytest.fixture
def queued(service: Service) -> tuple[Caller, str, dict[str, Any]]:
    """A reviewer, the one review that waits, and the levels of its best score."""
    recruiter, reviewer = service.staff(), service.staff(Role.REVIEWER)
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    wait_until_graded(recruiter, attempt_of(recruiter))
    review = reviewer.get("/reviews").json()["items"][0]["id"]
    criteria = reviewer.get(f"/reviews/{review}").json()["criteria"]
    return reviewer, review, {"levels": {c["id"]: len(c["levels"]) - 1 for c in criteria}}


def erase_everybody(service: Service, session: Any) -> None:
    for person in session.scalars(select(Candidate)):
        erase(session, person, by=None, now=service.now)


def test_a_review_of_somebody_who_is_erased_meanwhile_is_gone(
    service: Service, queued: tuple[Caller, str, dict[str, Any]]
) -> None:
    reviewer, review, best = queued
    with ThreadPoolExecutor(1) as hands:
        with service.database.write() as session:
            erase_everybody(service, session)
            session.flush()
            answer = hands.submit(reviewer.put, f"/reviews/{review}", best)
            time.sleep(0.5)  # it waits for the erasure by now; if not, the test is easier, not wrong
        assert answer.result().status_code == 404, answer.result().text


def test_what_was_erased_is_not_scored_again(
    service: Service, queued: tuple[Caller, str, dict[str, Any]]
) -> None:
    reviewer, review, best = queued
    assert reviewer.put(f"/reviews/{review}", best).status_code == 200
    with service.database.write() as session:
        erase_everybody(service, session)
    nothing = {"levels": dict.fromkeys(best["levels"], 0)}
    refused = reviewer.put(f"/reviews/{review}", nothing)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:response-erased")
    with service.database.read() as session:
        (score,) = session.scalars(select(Score).where(Score.reason == "review"))
    assert score.value == score.possible


def test_of_two_reviewers_at_once_the_levels_shown_are_those_of_the_score(
    service: Service, queued: tuple[Caller, str, dict[str, Any]]
) -> None:
    reviewer, review, best = queued
    assert reviewer.put(f"/reviews/{review}", best).status_code == 200
    lowest = dict.fromkeys(best["levels"], 0)
    with ThreadPoolExecutor(1) as hands:
        with service.database.write() as session:
            # The other one's hand, stopped in the middle: it holds the attempt and has written its levels.
            row = session.get_one(Review, UUID(review))
            session.get_one(Attempt, row.attempt_id, with_for_update=True)
            row.levels = lowest
            session.flush()
            answer = hands.submit(reviewer.put, f"/reviews/{review}", best)
            time.sleep(0.5)
        assert answer.result().json()["levels"] == best["levels"]
    assert reviewer.get(f"/reviews/{review}").json()["levels"] == best["levels"]
