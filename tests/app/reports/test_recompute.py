"""An attempt's score comes out of its receipts again, and what was altered since does not."""

import json
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.candidates.erase import erase
from app.models import Candidate, Role, Score
from tests.app.attempts.test_scoring import WRONG, answer_all, attempt_of, wait_until_graded
from tests.app.cli.test_commands import bn_assess, url_of
from tests.app.scores.test_regrade import CHOICE, regrade, sat_before_the_key_was_mended
from tests.service import Caller, Service


def scored_attempt(service: Service, recruiter: Caller) -> str:
    """A finished attempt with an item of every type: its code wrong, its prose at middling levels."""
    reviewer, ada = service.staff(Role.REVIEWER), service.candidate(recruiter)
    answer_all(service, ada, code=WRONG)
    ada.post("/attempt/finish")
    attempt = attempt_of(recruiter)
    wait_until_graded(recruiter, attempt)
    review = reviewer.get("/reviews?status=open").json()["items"][0]["id"]
    levels = {one["id"]: 1 for one in reviewer.get(f"/reviews/{review}").json()["criteria"]}
    assert reviewer.put(f"/reviews/{review}", {"levels": levels, "comment": ""}).status_code == 200
    return attempt


def recomputed(service: Service, what: str) -> tuple[int, dict[str, Any]]:
    done = bn_assess(url_of(service), "recompute", what, "--json")
    assert done.returncode in (0, 1), done.stderr
    (row,) = json.loads(done.stdout)
    return done.returncode, row


def test_an_attempt_comes_out_of_its_receipts_and_an_altered_score_does_not(service: Service) -> None:
    recruiter = service.staff()
    attempt = scored_attempt(service, recruiter)
    score = recruiter.get(f"/attempts/{attempt}").json()["score"]
    code, told = recomputed(service, attempt)
    assert (code, told["same"]) == (0, True)
    assert round(told["kept"], 2) == round(told["again"], 2) == score  # rounded once, where it is shown
    assert {item["reason"] for item in told["items"]} == {"key", "code", "review"}
    assert all(item["kept"] == item["again"] for item in told["items"])

    with service.database.write() as session:
        for altered in session.scalars(select(Score).where(Score.reason != "key")):
            altered.value += Decimal("0.25")
    code, told = recomputed(service, attempt)
    assert (code, told["same"]) == (1, False)
    assert {item["reason"] for item in told["items"] if item["kept"] != item["again"]} == {"code", "review"}


def test_what_an_erased_person_wrote_cannot_be_computed_again_and_is_said_to_be_so(service: Service) -> None:
    attempt = scored_attempt(service, service.staff())
    with service.database.write() as session:
        erase(session, session.scalars(select(Candidate)).one(), by=None, now=service.now)
    code, told = recomputed(service, attempt)
    assert code == 0
    gone = [item for item in told["items"] if item["again"] is None]
    assert {item["reason"] for item in gone} == {"code", "review"}
    assert all("erased" in item["why"] for item in gone)


def test_a_regraded_attempt_is_judged_by_the_mended_key(service: Service) -> None:
    assessment = sat_before_the_key_was_mended(service, service.staff())
    code, told = recomputed(service, assessment)
    assert (code, told["again"]) == (0, 0.0)
    regrade(service, CHOICE)
    code, told = recomputed(service, assessment)
    assert (code, told["same"], told["again"]) == (0, True, 1.0)


def test_an_id_of_nothing_says_so(service: Service) -> None:
    done = bn_assess(url_of(service), "recompute", str(UUID(int=7)))
    assert done.returncode == 1
    assert "no finished attempt" in done.stderr
    done = bn_assess(url_of(service), "recompute", "nothing.json")
    assert done.returncode == 2
    assert "no file nothing.json" in " ".join(done.stderr.replace("│", "").split())
