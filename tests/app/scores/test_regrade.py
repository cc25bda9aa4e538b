import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.bank.load import load
from app.candidates.erase import erase
from app.models import (
    AuditEntry,
    Candidate,
    FormItem,
    Item,
    ItemVariant,
    ItemVersion,
    RegradeState,
    Score,
)
from app.models import Regrade as RegradeRow
from app.problems import NotFound
from app.reports.regrades import RegradeChangeOut, changes
from app.scores.answers import shown_ids
from app.scores.plan import NotScoredByUs, plan
from app.scores.regrade import begin, find, go_on
from grader.sandbox import open_sandbox
from question_bank import Bank, Entry, load_bank
from question_bank.item import SingleChoice
from tests.app.cli.test_commands import bn_assess, url_of
from tests.service import Caller, Service

BANK = load_bank()
CHOICE, NUMBER = "forward-by-hand", "one-value-at-inference"


def load_changed(service: Service, name: str, change: Callable[[Any], dict[str, Any]]) -> None:
    """Load the item as an author would who mended it in the bank's files."""
    entry = next(entry for entry in BANK.entries if entry.item.id == name)
    changed = Entry(entry.item.model_copy(update=change(entry.item)), entry.folder, entry.marked)
    with service.database.write() as session:
        load(session, Bank(BANK.root, (changed,), {}, {}), lambda: open_sandbox(1), now=service.now)


def with_key(letter: str) -> Callable[[SingleChoice], dict[str, Any]]:
    return lambda item: {
        "options": [
            option.model_copy(update={"key": option.id == letter, "misconception": None})
            for option in item.options
        ]
    }


def sitting(service: Service, recruiter: Caller, *names: str) -> str:
    """A published assessment of exactly these items."""
    draws = [
        {"types": ["single_choice", "multiple_choice", "numeric"], "items": [name], "count": 1}
        for name in names
    ]
    section = {"title": "S", "draws": draws}
    return service.published(recruiter, {"title": "T", "time_limit_s": 600, "sections": [section]})


def choose(service: Service, candidate: Caller, letter: str) -> None:
    """Answer the only item by the option of this letter in the bank."""
    ((item,),) = [section["items"] for section in candidate.post("/attempt").json()["sections"]]
    with service.database.read() as session:
        shown = {own: one for one, own in shown_ids(session.get_one(FormItem, UUID(item["id"]))).items()}
    body = {"revision": 1, "answer": {"choice": shown[letter]}}
    assert candidate.put(f"/attempt/responses/{item['id']}", body).status_code == 200


def sat_before_the_key_was_mended(service: Service, recruiter: Caller) -> str:
    """An assessment whose only attempt chose b, which the bank by now calls right."""
    assessment = sitting(service, recruiter, CHOICE)
    ada = service.invite(recruiter, assessment)
    choose(service, ada, "b")
    ada.post("/attempt/finish")
    load_changed(service, CHOICE, with_key("b"))
    return assessment


def scores_of(recruiter: Caller, assessment: str) -> dict[str, float]:
    rows = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"]
    return {row["candidate"]["email"]: row["score"] for row in rows}


@dataclass(frozen=True)
class Done:
    """A regrade that was applied."""

    version: int
    applies_to: list[int]
    not_to: dict[str, str]
    scored: int
    changes: list[RegradeChangeOut]


def regrade(service: Service, name: str) -> Done:
    """Plan and apply, and see that the plan was what came of it."""
    with service.database.write() as session:
        made = plan(session, name, now=service.now, by=None)
    planned = told(service, made)
    with service.database.write() as session:
        begin(session, find(session, made.id, lock=True), by=None)
    under_way = True
    while under_way:
        with service.database.write() as session:
            go_on(session, made.id, now=service.now)
            under_way = find(session, made.id).state is RegradeState.APPLYING
    with service.database.read() as session:
        done = find(session, made.id)
    assert done.state is RegradeState.APPLIED
    applied = told(service, done)
    assert [change.model_copy(update={"applied_at": None}) for change in applied] == planned
    return Done(done.version, done.applies_to, done.not_to, done.checked, applied)


def told(service: Service, planned: RegradeRow) -> list[RegradeChangeOut]:
    with service.database.read() as session:
        return changes(session, planned.id, cut=None, cursor=None, limit=100).items


def test_a_mended_key_changes_exactly_the_scores_it_must(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE)
    for name, letter in (("ada", "c"), ("ben", "b"), ("eve", "a")):
        candidate = service.invite(recruiter, assessment, email=f"{name}@example.org")
        choose(service, candidate, letter)
        candidate.post("/attempt/finish")
    service.invite(recruiter, assessment, email="zoe@example.org").post("/attempt")
    assert scores_of(recruiter, assessment)["ada@example.org"] == 1
    load_changed(service, CHOICE, with_key("b"))
    done = regrade(service, CHOICE)
    assert (done.version, done.applies_to, done.not_to, done.scored) == (2, [1], {}, 3)
    changed = {
        tuple(map(int, (change.item_before, change.item_after, change.total_after)))
        for change in done.changes
    }
    assert changed == {(1, 0, 0), (0, 1, 1)}
    after = scores_of(recruiter, assessment)
    assert [after[f"{name}@example.org"] for name in ("ada", "ben", "eve")] == [0, 1, 0]
    with service.database.read() as session:
        scores = session.scalars(select(Score)).all()
    assert sorted(score.reason for score in scores if score.superseded_by) == ["key", "key"]
    assert {score.receipt["key_version"] for score in scores if score.reason == "regrade"} != {
        score.receipt["key_version"] for score in scores if score.reason == "key"
    }
    assert regrade(service, CHOICE).changes == []


def test_an_attempt_under_way_and_one_not_yet_begun_are_scored_by_the_mended_key(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE)
    ada = service.invite(recruiter, assessment, email="ada@example.org")
    choose(service, ada, "b")
    load_changed(service, CHOICE, with_key("b"))
    assert regrade(service, CHOICE).scored == 0
    ben = service.invite(recruiter, assessment, email="ben@example.org")
    choose(service, ben, "c")
    ada.post("/attempt/finish")
    ben.post("/attempt/finish")
    assert scores_of(recruiter, assessment) == {"ada@example.org": 1, "ben@example.org": 0}


def test_reports_show_the_mended_key(service: Service) -> None:
    recruiter = service.staff()
    assessment = sat_before_the_key_was_mended(service, recruiter)
    regrade(service, CHOICE)
    recruiter.post(f"/assessments/{assessment}/close")
    (row,) = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"]
    (item,) = recruiter.get(f"/attempts/{row['id']}").json()["items"]
    assert item["key"] == item["answer"]
    assert item["score"]["earned"] == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda item: {"prompt": item.prompt + " Why?"}, "prompt"),
        (
            lambda item: {
                "options": [one.model_copy(update={"text": f"{one.text}."}) for one in item.options]
            },
            "options",
        ),
    ],
    ids=["prompt", "options"],
)
def test_a_version_that_asked_something_else_keeps_its_key(
    service: Service, change: Callable[[Any], dict[str, Any]], reason: str
) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE)
    ada = service.invite(recruiter, assessment)
    choose(service, ada, "c")
    ada.post("/attempt/finish")
    load_changed(service, CHOICE, lambda item: {**with_key("b")(item), **change(item)})
    done = regrade(service, CHOICE)
    assert (done.applies_to, done.changes) == ([], [])
    assert reason in done.not_to["1"]
    assert scores_of(recruiter, assessment) == {"ada@example.org": 1}


def test_options_in_another_order_are_still_the_same_options(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE)
    ada = service.invite(recruiter, assessment)
    choose(service, ada, "c")
    ada.post("/attempt/finish")

    def turned(item: SingleChoice) -> dict[str, Any]:
        options = [
            one.model_copy(update={"id": "abcd"[place]}) for place, one in enumerate(reversed(item.options))
        ]
        return {"options": options}

    load_changed(service, CHOICE, turned)
    done = regrade(service, CHOICE)
    assert (done.applies_to, done.scored, done.changes) == ([1], 1, [])


def test_a_mended_number_is_regraded_by_the_draw_the_candidate_had(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, NUMBER)
    ada = service.invite(recruiter, assessment)
    (item,) = ada.post("/attempt").json()["sections"][0]["items"]

    def twice(item: Any) -> dict[str, Any]:
        again = "\n\n\nonce = variant\n\n\ndef variant(rng):\n    drawn = once(rng)\n"
        wrong = "{name: 5 * drawn['key'] for name in drawn['wrong']}"
        return {
            "variant": item.variant
            + again
            + f"    return {{**drawn, 'key': 2 * drawn['key'], 'wrong': {wrong}}}"
        }

    load_changed(service, NUMBER, twice)
    with service.database.read() as session:
        version = session.scalars(
            select(ItemVersion).where(ItemVersion.item_id == NUMBER, ItemVersion.current)
        ).one()
        place = session.get_one(FormItem, UUID(item["id"]))
        key = session.get_one(ItemVariant, (version.id, place.variant_index)).key
    ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": {"value": key}})
    ada.post("/attempt/finish")
    assert scores_of(recruiter, assessment) == {"ada@example.org": 0}
    assert [change.item_before for change in regrade(service, NUMBER).changes] == [0]
    assert scores_of(recruiter, assessment)["ada@example.org"] > 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_command_shows_first_and_changes_when_told(service: Service) -> None:
    recruiter = service.staff()
    assessment = sat_before_the_key_was_mended(service, recruiter)
    url = url_of(service)
    shown = bn_assess(url, "regrade", CHOICE)
    assert shown.returncode == 0, shown.stderr
    assert "Ada Lovelace, T: item 0 to 1, attempt 0 to 1, rank 1 to 1" in shown.stdout
    assert "--apply" in shown.stdout
    assert scores_of(recruiter, assessment) == {"ada@example.org": 0}
    with service.database.read() as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.act == "regrade")).all() == []
    applied = json.loads(bn_assess(url, "regrade", CHOICE, "--apply", "--json").stdout)
    assert (applied["applied"], len(applied["changes"])) == (True, 1)
    assert scores_of(recruiter, assessment) == {"ada@example.org": 1}
    history = bn_assess(url, "bank", "history", CHOICE).stdout
    assert "options, key c to b" in history
    assert "regraded by the key of version 2: 1 of 1 scores changed" in history
    exposure = json.loads(bn_assess(url, "bank", "exposure", "--least", "1", "--json").stdout)
    assert [(row["item"], row["shown"]) for row in exposure] == [(CHOICE, 1)]


@pytest.mark.parametrize(("name", "error"), [("written", NotScoredByUs), ("no-such-item", NotFound)])
def test_what_a_reviewer_scores_is_not_regraded(service: Service, name: str, error: type[Exception]) -> None:
    if name == "written":
        name = next(entry.item.id for entry in BANK.entries if entry.item.type == "written")
    with pytest.raises(error):
        regrade(service, name)


def test_an_erased_persons_answers_are_scored_without_their_name(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE)
    ada = service.invite(recruiter, assessment)
    choose(service, ada, "c")
    ada.post("/attempt/finish")
    with service.database.write() as session:
        erase(session, session.scalars(select(Candidate)).one(), by=None, now=service.now)
    load_changed(service, CHOICE, with_key("b"))
    done = regrade(service, CHOICE)
    assert [(change.candidate.name, int(change.item_after)) for change in done.changes] == [(None, 0)]


def test_retiring_an_item_breaks_no_attempt_that_has_it(service: Service) -> None:
    recruiter = service.staff()
    assessment = sitting(service, recruiter, CHOICE, NUMBER)
    ada, ben = (service.invite(recruiter, assessment, email=f"{name}@example.org") for name in ("ada", "ben"))
    before = ada.post("/attempt").json()
    for name in (CHOICE, NUMBER):
        load_changed(service, name, lambda _: {"status": "retired"})
    assert ada.get("/attempt").json()["sections"] == before["sections"]
    for section in before["sections"]:
        for item in section["items"]:
            answer = {"choice": "a"} if item["type"] == "single_choice" else {"value": 1.0}
            body = {"revision": 1, "answer": answer}
            assert ada.put(f"/attempt/responses/{item['id']}", body).status_code == 200
    assert ada.post("/attempt/finish").status_code == 200
    # Nothing else is left for this assessment: its candidates are not turned away.
    assert len(ben.post("/attempt").json()["sections"][0]["items"]) == 2
    ben.post("/attempt/finish")
    recruiter.post(f"/assessments/{assessment}/close")
    rows = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"]
    for row in rows:
        report = recruiter.get(f"/attempts/{row['id']}").json()
        assert [item["item"] for item in report["items"]] == [CHOICE, NUMBER]
        assert all(item["key"] and item["score"] for item in report["items"])
    assert recruiter.get(f"/assessments/{assessment}/item-statistics").status_code == 200
    with service.database.read() as session:
        assert session.get_one(Item, CHOICE).retired_at is not None
        moves = session.scalars(select(AuditEntry).where(AuditEntry.act == "item.status")).all()
    assert {(move.subject_id, move.detail["after"]) for move in moves} == {
        (CHOICE, "retired"),
        (NUMBER, "retired"),
    }
    draft = recruiter.post(f"/assessments/{assessment}/versions").json()["id"]
    assert recruiter.post(f"/assessments/{draft}/publish").status_code == 409
