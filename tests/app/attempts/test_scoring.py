import time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models import FormItem, ItemVariant, ItemVersion, Role, Score
from app.scores.answers import shown_ids
from tests.service import Caller, Service, items_by_type

RIGHT = """
import numpy as np

def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=0)
    return gamma * (x - mean) / np.sqrt(((x - mean) ** 2).mean(axis=0) + eps) + beta
"""
WRONG = RIGHT.replace("axis=0", "axis=1, keepdims=True")


def right_answer(service: Service, place_id: str) -> dict[str, Any]:
    """The key of one item of somebody's form, as an answer."""
    with service.database.read() as session:
        place = session.get_one(FormItem, UUID(place_id))
        version = session.get_one(ItemVersion, place.item_version_id)
        if version.type == "numeric":
            variant = session.scalars(
                select(ItemVariant).where(
                    ItemVariant.item_version_id == version.id, ItemVariant.index == place.variant_index
                )
            ).one()
            return {"value": variant.key}
        keys = {option["id"] for option in version.content["options"] if option["key"]}
        shown = [shown for shown, own in shown_ids(place).items() if own in keys]
        return {"choice": shown[0]} if version.type == "single_choice" else {"choices": shown}


def answer_all(service: Service, ada: Caller, *, code: str = RIGHT) -> dict[str, dict[str, Any]]:
    """Answer everything rightly, with prose and code saved."""
    items = items_by_type(ada.post("/attempt").json())
    answers = {
        kind: right_answer(service, items[kind]["id"])
        for kind in ("single_choice", "multiple_choice", "numeric")
    }
    answers |= {"written": {"text": "Prose."}, "coding": {"source": code}}
    for kind, answer in answers.items():
        saved = ada.put(f"/attempt/responses/{items[kind]['id']}", {"revision": 1, "answer": answer})
        assert saved.status_code == 200, saved.text
    return items


def wait_until_graded(recruiter: Caller, attempt_id: str) -> dict[str, Any]:
    """The recruiter's report once no submission waits."""
    for _ in range(300):
        report: dict[str, Any] = recruiter.get(f"/attempts/{attempt_id}").json()
        if report["status"] == "finished" and not report["grading_pending"]:
            return report
        time.sleep(0.1)
    raise AssertionError("the submission was not graded within 30 s")


def attempt_of(recruiter: Caller) -> str:
    assessment = recruiter.get("/assessments").json()["items"][0]["id"]
    attempt: str = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"][0]["id"]
    return attempt


def test_right_answers_earn_all_points_once_a_reviewer_has_scored_the_prose(service: Service) -> None:
    recruiter, reviewer = service.staff(), service.staff(Role.REVIEWER)
    ada = service.candidate(recruiter)
    items = answer_all(service, ada)
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    assert (report["review_pending"], report["score"]) == (1, None)
    assert report["auto_score"] == pytest.approx(report["possible"] - items["written"]["points"])

    review = reviewer.get("/reviews?status=open").json()["items"][0]["id"]
    rubric = reviewer.get(f"/reviews/{review}").json()["criteria"]
    best = {criterion["id"]: len(criterion["levels"]) - 1 for criterion in rubric}
    assert reviewer.put(f"/reviews/{review}", {"levels": best, "comment": "Good."}).status_code == 200
    report = recruiter.get(f"/attempts/{report['id']}").json()
    assert report["score"] == report["possible"]
    assert report["review_pending"] == 0


def test_a_saved_source_that_was_never_submitted_is_submitted_at_finish(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    code = next(item for item in report["items"] if item["type"] == "coding")
    (submission,) = code["submissions"]
    assert (submission["by_server"], submission["verdict"]) == (True, "accepted")
    assert code["score"]["earned"] == code["possible"]
    assert code["score"]["receipt"]["seed"] >= 0


def test_the_last_submit_counts_and_a_newer_saved_source_replaces_it(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    for source in (RIGHT, WRONG):
        body = {"item_id": item, "source": source, "kind": "submit"}
        assert ada.post("/attempt/submissions", body).status_code == 202
    service.clock.advance(10)
    ada.put(f"/attempt/responses/{item}", {"revision": 1, "answer": {"source": RIGHT}})
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    code = next(item for item in report["items"] if item["type"] == "coding")
    assert [s["verdict"] for s in code["submissions"]] == ["accepted", "wrong_answer", "accepted"]
    assert code["score"]["earned"] == code["possible"]


def test_an_attempt_past_its_deadline_is_closed_and_scored_though_nobody_calls(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    service.clock.advance(601)
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    assert report["finish_reason"] == "deadline"
    assert report["finished_at"] == report["closes_at"]
    assert report["auto_score"] > 0


def test_an_empty_attempt_scores_zero_and_waits_for_nobody(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    ada.post("/attempt")
    ada.post("/attempt/finish")
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    assert (report["score"], report["review_pending"], report["grading_pending"]) == (0, 0, 0)


def test_ticking_every_option_earns_nothing(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    item = items_by_type(ada.post("/attempt").json())["multiple_choice"]
    everything = {"choices": [option["id"] for option in item["options"]]}
    ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": everything})
    ada.post("/attempt/finish")
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    assert report["auto_score"] == 0


def test_scoring_a_review_again_keeps_the_old_score_in_the_history(service: Service) -> None:
    recruiter, reviewer = service.staff(), service.staff(Role.REVIEWER)
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    wait_until_graded(recruiter, attempt_of(recruiter))
    review = reviewer.get("/reviews").json()["items"][0]["id"]
    criteria = reviewer.get(f"/reviews/{review}").json()["criteria"]
    for level in (0, 1):
        body = {"levels": {criterion["id"]: level for criterion in criteria}}
        assert reviewer.put(f"/reviews/{review}", body).status_code == 200
    with service.database.read() as session:
        scores = session.scalars(select(Score).where(Score.reason == "review")).all()
    assert len(scores) == 2
    (current,) = [score for score in scores if score.superseded_by is None]
    (old,) = [score for score in scores if score.superseded_by is not None]
    assert old.superseded_by == current.id
    assert old.value == Decimal(0) < current.value
