from typing import Any

from sqlalchemy import func, select

from app.models import AuditEntry, Score
from tests.app.reviews.prose import assessment, at_level, hand_in, reviewers, take
from tests.service import Caller, Service

TWICE = {"double_marked": 1, "adjudicate_above": 0.5}


def scores(service: Service) -> list[Score]:
    with service.database.read() as session:
        return list(session.scalars(select(Score).where(Score.reason == "review").order_by(Score.created_at)))


def begin(service: Service, **reviewing: Any) -> tuple[Caller, list[Caller], dict[str, Any]]:
    """A recruiter, three reviewers, and a response that the first of them holds."""
    owner, people = service.staff(), reviewers(service, 3)
    hand_in(service, owner, assessment(service, owner, **reviewing))
    review = take(people[0])
    assert review
    return owner, people, review


def put(reviewer: Caller, review: dict[str, Any], level: int, comment: str = "") -> dict[str, Any]:
    answer = reviewer.put(f"/reviews/{review['id']}", at_level(review, level, comment))
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def test_two_marks_that_lie_close_make_their_mean_and_neither_is_seen_before_both_are_in(
    service: Service,
) -> None:
    _, (ada, bob, eve), review = begin(service, **TWICE)
    mine = put(ada, review, 0, "Thin.")
    assert (mine["status"], mine["settled"], mine["others"]) == ("done", False, [])
    assert scores(service) == []
    for other in (bob, eve):
        seen = other.get(f"/reviews/{review['id']}")
        assert (seen.json()["levels"], seen.json()["others"]) == (None, [])
        assert "Thin." not in seen.text
        assert "Thin." not in other.get("/reviews").text
    changed = put(ada, review, 1, "Thin.")  # nobody has met it yet
    settled = put(bob, review, 2, "Good.")
    assert settled["settled"]
    assert settled["others"] == [{"levels": changed["levels"], "comment": "Thin."}]
    (score,) = scores(service)
    points = [c["levels"][min(n, len(c["levels"]) - 1)]["points"] for n in (1, 2) for c in review["criteria"]]
    assert float(score.value) == sum(points) / 2
    assert score.receipt["settled_by"] == "mean of two"
    assert score.receipt["marks"] == [changed["levels"], settled["levels"]]
    assert review["id"] not in eve.get("/reviews").text


def test_a_third_who_sees_both_decides_where_two_lie_too_far_apart(service: Service) -> None:
    owner, (ada, bob, eve), review = begin(service, **TWICE)
    put(ada, review, 0)
    put(bob, review, 9, "All there.")
    assert scores(service) == []
    attempt = owner.get(f"/assessments/{owner.get('/assessments').json()['items'][0]['id']}/attempts")
    assert attempt.json()["items"][0]["review_pending"] == 2
    assert ada.get(f"/reviews/{review['id']}").json()["others"] == []
    assert bob.post(f"/reviews/{review['id']}/claim").json()["adjudication"] is False
    (row,) = [one for one in eve.get("/reviews").json()["items"] if one["id"] == review["id"]]
    assert row["adjudication"]
    assert eve.get(f"/reviews/{review['id']}").json()["others"] == []  # not before it is theirs
    asked = eve.post(f"/reviews/{review['id']}/claim").json()
    assert asked["adjudication"]
    assert [mark["comment"] for mark in asked["others"]] == ["", "All there."]
    put(eve, review, 1, "Half.")
    (score,) = scores(service)
    assert score.receipt["settled_by"] == "adjudication"
    assert score.receipt["levels"] == at_level(review, 1)["levels"]
    assert len(score.receipt["marks"]) == 3
    assert len(ada.get(f"/reviews/{review['id']}").json()["others"]) == 2


def test_the_same_mark_again_changes_nothing_and_two_that_met_change_no_more(service: Service) -> None:
    _, (ada, bob, _), review = begin(service, **TWICE)
    put(ada, review, 1)
    put(bob, review, 1)
    with service.database.read() as session:
        audited = session.scalar(select(func.count()).select_from(AuditEntry))
    again = put(ada, review, 1)
    assert again["settled"]
    with service.database.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == audited
    assert len(scores(service)) == 1
    other = ada.put(f"/reviews/{review['id']}", at_level(review, 0))
    assert (other.status_code, other.json()["type"]) == (409, "urn:bn-assess:marks-closed")


def test_one_mark_is_enough_by_default_and_its_giver_may_change_it(service: Service) -> None:
    _, (ada, bob, _), review = begin(service)
    put(ada, review, 0)
    put(ada, review, 9)
    first, second = scores(service)
    assert first.superseded_by == second.id
    assert second.value == second.possible
    assert bob.put(f"/reviews/{review['id']}", at_level(review, 0)).status_code == 409


def test_the_share_that_two_people_mark_is_drawn_from_all(service: Service) -> None:
    owner, (ada, *_) = service.staff(), reviewers(service, 1)
    made = assessment(service, owner, double_marked=0.5)
    for _ in range(12):
        hand_in(service, owner, made)
    for _ in range(24):
        review = take(ada)
        assert review
        put(ada, review, 1)
    open_still = 24 - len(scores(service))
    assert 2 <= open_still <= 22  # all but 1 in 30,000 times
