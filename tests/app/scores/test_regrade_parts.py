"""A regrade is planned, applied in parts by whoever is there, and told to those whose attempts it changed."""

import time
from decimal import Decimal
from functools import partial
from typing import Any

import anyio
import pytest
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.db import Database
from app.models import Attempt, Regrade, RegradeState, Role, Score
from app.scores import regrade as books
from app.scores.plan import RegradeUnderWay, plan
from app.submissions import regrading
from app.submissions.grading import grade_in
from tests.app.attempts.test_scoring import RIGHT, attempt_of, wait_until_graded
from tests.app.conftest import KeptSandbox
from tests.app.scores.test_regrade import CHOICE, choose, load_changed, scores_of, sitting, with_key
from tests.service import Caller, Service, items_by_type


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service itself leaves regrades alone; to be asked for before the service is."""
    monkeypatch.setattr(regrading, "LOOK_S", 600)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service looks for regrades all the time; to be asked for before the service is."""
    monkeypatch.setattr(regrading, "LOOK_S", 0.05)


def several_sat(service: Service, recruiter: Caller) -> str:
    """Three chose b, which the bank by now calls right, and one the option it called right before."""
    assessment = sitting(service, recruiter, CHOICE)
    for name, letter in (("ada", "b"), ("ben", "b"), ("eve", "b"), ("zoe", "c")):
        candidate = service.invite(recruiter, assessment, email=f"{name}@example.org", name=name)
        choose(service, candidate, letter)
        candidate.post("/attempt/finish")
    load_changed(service, CHOICE, with_key("b"))
    return assessment


def test_a_regrade_broken_off_leaves_old_or_new_for_each_attempt_and_goes_on(
    by_hand: None, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "AT_ONCE", 1)
    recruiter = service.staff()
    assessment = several_sat(service, recruiter)
    with service.database.write() as session:
        regrade = plan(session, CHOICE, now=service.now, by=None)
        books.begin(session, regrade, by=None)
    for changed in range(1, 3):
        with service.database.write() as session:
            assert books.go_on(session, regrade.id, now=service.now) == 4 - changed
        with service.database.read() as session:
            attempts = {one.id: one for one in session.scalars(select(Attempt))}
            current = session.scalars(select(Score).where(Score.superseded_by.is_(None))).all()
        assert len(current) == 4
        assert all(attempts[score.attempt_id].score == score.value for score in current)
        assert sum(score.reason == "regrade" for score in current) == changed
    with service.database.write() as session, pytest.raises(RegradeUnderWay):
        plan(session, CHOICE, now=service.now, by=None)
    assert recruiter.get(f"/assessments/{assessment}/regrades").json() == []
    for _ in range(3):
        with service.database.write() as session:
            assert books.under_way(session, CHOICE) is not None
            books.go_on(session, regrade.id, now=service.now)
    after = scores_of(recruiter, assessment)
    assert [after[f"{name}@example.org"] for name in ("ada", "ben", "eve", "zoe")] == [1, 1, 1, 0]
    with service.database.read() as session:
        assert session.get_one(Regrade, regrade.id).state is RegradeState.APPLIED


def until_applied(admin: Caller, regrade_id: str) -> dict[str, Any]:
    for _ in range(200):
        regrade: dict[str, Any] = admin.get(f"/regrades/{regrade_id}?cut=0.5").json()
        if regrade["state"] == "applied":
            return regrade
        time.sleep(0.05)
    raise AssertionError(f"not applied within 10 s: {regrade}")


def test_an_admin_applies_over_the_api_and_recruiters_are_told(hurried: None, service: Service) -> None:
    recruiter, admin = service.staff(), service.staff(Role.ADMIN)
    other = service.staff(email="other@example.org")
    assessment = several_sat(service, recruiter)
    planned = admin.post("/regrades", {"item": CHOICE, "why": "Two options were right."})
    assert planned.status_code == 201, planned.text
    path = f"/regrades/{planned.json()['id']}"
    assert scores_of(recruiter, assessment)["ada@example.org"] == 0
    first = admin.get(f"{path}/changes?cut=0.5&limit=1").json()
    (change,) = first["items"]
    assert (change["rank_before"], change["rank_after"]) in {(2, 1), (1, 4)}
    assert first["next_cursor"]
    assert admin.post(f"{path}/apply").status_code == 202
    (told,) = until_applied(admin, planned.json()["id"])["assessments"]
    counts = ("changed", "higher", "lower", "crossed_up", "crossed_down")
    assert [told[name] for name in counts] == [4, 3, 1, 3, 1]
    (notice,) = recruiter.get(f"/assessments/{assessment}/regrades").json()
    assert (notice["item"], notice["why"], notice["changed"]) == (CHOICE, "Two options were right.", 4)
    own = recruiter.get(f"/assessments/{assessment}{path}/changes?cut=0.5").json()["items"]
    assert {row["candidate"]["name"]: row["crosses"] for row in own} == {
        "ada": "up",
        "ben": "up",
        "eve": "up",
        "zoe": "down",
    }
    report = recruiter.get(f"/attempts/{own[0]['attempt_id']}").json()
    assert [entry["detail"]["why"] for entry in report["timeline"] if entry["what"] == "regraded"] == [
        "Two options were right."
    ]
    assert other.get(f"/assessments/{assessment}/regrades").status_code == 404
    assert other.get(f"/assessments/{assessment}{path}/changes").status_code == 404


def as_an_older_release_left_it(service: Service) -> None:
    """The only score of code is 0, by a task with a fault."""
    with service.database.write() as session:
        score = session.scalars(select(Score).where(Score.reason == "code")).one()
        attempt = session.get_one(Attempt, score.attempt_id)
        attempt.auto_score -= score.value
        score.value = Decimal(0)
        score.receipt["task_version"] = "of an older release"
        flag_modified(score, "receipt")


def test_code_is_graded_again_where_its_task_has_changed_and_only_there(
    by_hand: None, service: Service, kept_sandbox: KeptSandbox
) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    code = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    ada.post("/attempt/submissions", {"item_id": code, "source": RIGHT, "kind": "submit"})
    ada.post("/attempt/finish")
    wait_until_graded(recruiter, attempt_of(recruiter))
    with service.database.write() as session:
        before = session.scalars(select(Score.value).where(Score.reason == "code")).one()
        assert plan(session, "bn-forward", now=service.now, by=None).checked == 0
    as_an_older_release_left_it(service)
    with service.database.write() as session:
        regrade = plan(session, "bn-forward", now=service.now, by=None)
        assert (regrade.state, regrade.checked) == (RegradeState.GRADING, 1)
        with pytest.raises(books.NotReady):
            books.begin(session, regrade, by=None)
    beside = Database(service.database.engine)
    next_one = partial(regrading.grade_next, beside, service.clock, grade_in(kept_sandbox))
    assert anyio.run(next_one)
    assert not anyio.run(next_one)
    with service.database.write() as session:
        books.begin(session, books.find(session, regrade.id), by=None)
        assert books.go_on(session, regrade.id, now=service.now) == 0
        books.go_on(session, regrade.id, now=service.now)
    with service.database.read() as session:
        now = session.scalars(
            select(Score).where(Score.superseded_by.is_(None), Score.reason == "regrade")
        ).one()
        assert (now.value, now.receipt["verdict"]) == (before, "accepted")
        assert plan(session, "bn-forward", now=service.now, by=None).checked == 0
