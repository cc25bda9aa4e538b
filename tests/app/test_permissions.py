"""Every route by every caller, over an assessment of their own, one shared with them and one of others.

A route that is not named in SCOPES fails here, and so does one whose path or body nobody filled in.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models import (
    Candidate,
    Demographics,
    Invitation,
    ItemVariant,
    ItemVersion,
    Regrade,
    RegradeState,
    Role,
)
from app.openapi import document
from question_bank.item import read_content
from tests.app.attempts.test_scoring import RIGHT, answer_all, attempt_of, wait_until_graded
from tests.app.test_walks import ADMIN, ALLOWED, NO_SECRET, REVIEWER, strings
from tests.service import ONE_OF_EACH, Caller, Service, items_by_type

NAME, EMAIL, MARK = "Augusta Lovelace", "augusta@analytical.example", "told-in-confidence"
CALLERS = ("nobody", "candidate", "other candidate", "reviewer", "owner", "shared", "stranger", "admin")
RECRUITERS = {"owner", "shared", "stranger", "admin"}

# Who gets past the door, by what a route is about. To all others it is not there, or not for them.
REACHED = {
    "open": set(CALLERS),
    "own attempt": {"candidate", "other candidate"},
    "own submission": {"candidate"},
    "staff": RECRUITERS | {"reviewer"},
    "recruiters": RECRUITERS,
    "assessment": RECRUITERS - {"stranger"},
    "reviewers": {"reviewer", "admin"},
    "admins": {"admin"},
}
SCOPES = {
    "open": {"health_live", "health_ready", "sign_in", "sign_out"},
    "own attempt": {
        "get_invitation",
        "start_attempt",
        "get_attempt",
        "note_events",
        "list_events",
        "finish_attempt",
        "get_practice_task",
        "run_practice_code",
        "get_results",
        "get_demographic_questions",
        "tell_demographics",
        "list_own_comments",
        "pause_attempt",
        "resume_attempt",
    },
    "own submission": {
        "get_item_image",
        "save_response",
        "comment_on_item",
        "submit_code",
        "list_own_submissions",
        "get_submission",
        "get_submission_source",
        "follow_submission",
    },
    "staff": {"who_am_i"},
    "recruiters": {
        "list_assessments",
        "create_assessment",
        "list_blueprints",
        "preview_blueprint",
        "get_preview_image",
        "get_reviewing_statistics",
        "list_remarks",
    },
    "assessment": {
        "get_assessment",
        "preview_assessment",
        "change_assessment",
        "publish_assessment",
        "close_assessment",
        "create_assessment_version",
        "duplicate_assessment",
        "archive_assessment",
        "restore_assessment",
        "invite_candidates",
        "read_people_file",
        "list_invitations",
        "change_invitation",
        "make_invitation_link",
        "remind_candidate",
        "remind_all_candidates",
        "revoke_invitation",
        "list_attempts",
        "get_attempt_report",
        "get_attempt_image",
        "extend_attempt",
        "reopen_attempt",
        "get_assessment_summary",
        "list_item_statistics",
        "list_item_usage",
        "get_calibration",
        "get_fairness",
        "read_fairness",
        "list_reference_sets",
        "freeze_reference_set",
        "export_attempts",
        "print_attempt_report",
        "compare_attempts",
        "list_assessment_regrades",
        "list_assessment_regrade_changes",
        "shortlist_attempt",
        "unlist_attempt",
        "get_remark",
        "answer_remark",
        "write_note",
        "change_note",
        "delete_note",
    },
    "admins": ADMIN,
    "reviewers": REVIEWER,
}
# Answered with "there is none" even to those who may ask: the world below has no such thing.
ABSENT = {"get_review_image", "get_exemplars", "score_exemplars"}
# What a query must name, by which of the world's ids.
QUERIES: dict[str, dict[str, tuple[str, ...]]] = {
    "list_own_submissions": {"item_id": ("item_id",)},
    "compare_attempts": {"attempt": ("attempt_id", "attempt_id")},
}
TIME = {"time_s": 60, "reason": "A fire alarm."}
CODE = {"source": RIGHT, "kind": "run"}


def routes_of(api: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every route of an OpenAPI document as (operation id, method, path)."""
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            yield operation["operationId"], method.upper(), path


@dataclass
class World:
    """An assessment in use, and everybody who has to do with it or has not."""

    service: Service
    callers: dict[str, Caller | None]
    ids: dict[str, str]
    bodies: dict[str, Any] = field(default_factory=dict)
    own_ids: dict[str, dict[str, str]] = field(default_factory=dict)  # of what belongs to one caller alone

    def call(self, who: str, operation: str, method: str, path: str) -> Any:
        """Call a route with the world's own ids and a body that it takes."""
        ids = self.ids | self.own_ids.get(who, {})
        filled = re.sub(r"\{(\w+)\}", lambda name: ids[name[1]], path)
        caller = self.callers[who]
        headers = {"Authorization": f"Bearer {caller.token}"} if caller else {}
        body = self.bodies.get(operation, {})
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        query = QUERIES.get(operation, {})
        params = {name: [self.ids[one] for one in named] for name, named in query.items()}
        extra = sent if method != "GET" else {}
        return self.service.client.request(method, filled, headers=headers, params=params, **extra)

    def routes(self) -> Iterator[tuple[str, str, str]]:
        """Every route of the service, likewise."""
        yield from routes_of(self.service.client.get("/openapi.json").json())

    def everything_read(self, who: str) -> str:
        """Every answer to a GET that `who` is allowed, as one text."""
        role = {"owner": "recruiter", "candidate": "candidate"}.get(who, who)
        texts = []
        for operation, method, path in self.routes():
            if method == "GET" and operation in ALLOWED[role]:
                texts.append(self.call(who, operation, method, path).text)
        assert len(texts) > 4
        return "\n".join(texts)


@pytest.fixture
def world(service: Service) -> World:
    owner, shared = service.staff(email="owner@example.org"), service.staff(email="shared@example.org")
    stranger, reviewer = service.staff(email="stranger@example.org"), service.staff(Role.REVIEWER)
    pictured = {"types": ["single_choice"], "items": ["shape-of-the-output"], "count": 1}
    sections = [*ONE_OF_EACH["sections"], {"title": "Picture", "draws": [pictured]}]  # type: ignore[misc]  # JSON
    assessment = service.published(owner, {**ONE_OF_EACH, "sections": sections})
    share = owner.request("PATCH", f"/assessments/{assessment}", json={"shared_with": ["shared@example.org"]})
    assert share.status_code == 200
    ada = service.invite(owner, assessment, name=NAME, email=EMAIL)
    bob = service.candidate(stranger)
    bob.post("/attempt")
    ids = {"assessment_id": assessment, **sit(service, owner, ada)}
    service.invite(owner, assessment, name="Spare", email="spare@example.org")
    with service.database.write() as session:
        spare = select(Invitation).join(Candidate).where(Candidate.name == "Spare")
        ids["invitation_id"] = str(session.scalars(spare).one().id)
        person = session.scalars(select(Candidate).where(Candidate.name == NAME)).one()
        asked = Demographics(answers={"gender": MARK})
        session.add(asked)
        session.flush()
        person.demographics_id = asked.id
        version = select(ItemVersion).where(ItemVersion.item_id == "shape-of-the-output", ItemVersion.current)
        ids["version_id"] = str(session.scalars(version).one().id)
        regrade = applied_regrade(service)
        session.add(regrade)
        session.flush()
        ids["regrade_id"] = str(regrade.id)
    ids["remark_id"] = owner.get("/remarks").json()["items"][0]["id"]
    ids["review_id"] = reviewer.get("/reviews").json()["items"][0]["id"]
    callers = {
        "nobody": None,
        "candidate": ada,
        "other candidate": bob,
        "reviewer": reviewer,
        "owner": owner,
        "shared": shared,
        "stranger": stranger,
        "admin": service.staff(Role.ADMIN),
    }
    notes = {
        who: {"note_id": write_note(member, ids["attempt_id"])}
        for who, member in (("owner", owner), ("shared", shared), ("admin", callers["admin"]))
        if member
    }
    ids["note_id"] = notes["owner"]["note_id"]
    return World(service, callers, ids, bodies_for(ids, reviewer), notes)


def applied_regrade(service: Service) -> Regrade:
    """A regrade that is through, and changed nothing."""
    return Regrade(
        item_id="shape-of-the-output",
        version=1,
        by_key=True,
        why="",
        state=RegradeState.APPLIED,
        applies_to=[],
        not_to={},
        checked=0,
        created_at=service.now,
        applied_at=service.now,
    )


def write_note(member: Caller, attempt_id: str) -> str:
    """The id of a note of one's own on an attempt."""
    made = member.post(f"/attempts/{attempt_id}/notes", {"text": "Ask about inference mode."})
    assert made.status_code == 201, made.text
    note_id: str = made.json()["id"]
    return note_id


def sit(service: Service, owner: Caller, ada: Caller) -> dict[str, str]:
    """Let a candidate sit the whole test; return the ids that were made."""
    answer_all(service, ada)
    attempt = ada.get("/attempt").json()
    places = items_by_type(attempt)
    # Rightly answered, a number would be the key, which the report may then show as an answer.
    wrong = {"revision": 9, "answer": {"value": 1e6}}
    assert ada.put(f"/attempt/responses/{places['numeric']['id']}", wrong).status_code == 200
    sent = ada.post("/attempt/submissions", {**CODE, "item_id": places["coding"]["id"]})
    (address,) = set(re.findall(r"items/([0-9a-f-]+)/images/(\w+\.svg)", json.dumps(attempt["sections"][-1])))
    ada.post("/attempt/comments", {"item_id": places["numeric"]["id"], "text": "Which rounding?"})
    ada.post("/attempt/finish")
    attempt_id = attempt_of(owner)
    wait_until_graded(owner, attempt_id)
    return {
        "attempt_id": attempt_id,
        "submission_id": sent.headers["Location"].rsplit("/", 1)[1],
        "item_id": address[0],
        "file": address[1],
    }


def bodies_for(ids: dict[str, str], reviewer: Caller) -> dict[str, Any]:
    """What each route that reads a body takes; an empty object where it is not named."""
    levels = {
        criterion["id"]: 0 for criterion in reviewer.get(f"/reviews/{ids['review_id']}").json()["criteria"]
    }
    return {
        "create_assessment": ONE_OF_EACH,
        "preview_blueprint": {"blueprint": ONE_OF_EACH},
        "invite_candidates": [{"name": "Eve", "email": "eve@example.org"}],
        "read_people_file": b"name,email\nEve,eve@example.org\n",
        "answer_remark": {"state": "answered", "answer": "Half up."},
        "score_exemplars": {"levels": {}},
        "read_fairness": {"cut": 0.5},
        "write_note": {"text": "x"},
        "change_note": {"text": "x"},
        "extend_attempt": TIME,
        "reopen_attempt": TIME,
        "save_review": {"levels": levels, "comment": ""},
        "save_response": {"revision": 9, "answer": {"text": "x"}},
        "comment_on_item": {"item_id": ids["item_id"], "text": "x"},
        "submit_code": {**CODE, "item_id": ids["item_id"]},
        "note_events": [],
        "tell_demographics": {"answers": {"gender": "woman"}},
        "plan_regrade": {"item": "shape-of-the-output"},
        "run_practice_code": {"source": RIGHT},
    }


def outcome(status: int) -> str:
    """What an answer means to who asked."""
    return {401: "sign in", 403: "not for you", 404: "not there"}.get(status, "reached")


def expected(who: str, operation: str, scope: str) -> str:
    """What the table says."""
    if who in REACHED[scope]:
        return "not there" if operation in ABSENT else "reached"
    if who == "nobody":
        return "sign in"
    for_their_kind = {"stranger": "assessment", "other candidate": "own submission"}
    return "not there" if for_their_kind.get(who) == scope else "not for you"


def test_every_route_is_named_once() -> None:
    named = [operation for operations in SCOPES.values() for operation in operations]
    assert sorted(named) == sorted(operation for operation, _, _ in routes_of(document()))


def test_each_caller_reaches_what_is_theirs_and_nothing_else(world: World) -> None:
    scope_of = {operation: scope for scope, operations in SCOPES.items() for operation in operations}
    # Those who may do nothing go first: what the others do changes the world.
    order = sorted(CALLERS, key=lambda who: sum(who in reached for reached in REACHED.values()))
    wrong = []
    for who in order:
        # Whose attempt is over is told so of everything, be it theirs or not.
        for operation, method, path in sorted(world.routes(), key=lambda route: route[0] == "finish_attempt"):
            if operation in ("sign_in", "sign_out"):
                continue  # they read no bearer token
            answer = world.call(who, operation, method, path)
            scope = scope_of[operation]
            if answer.status_code >= 500 or outcome(answer.status_code) != expected(who, operation, scope):
                wrong.append((who, operation, expected(who, operation, scope), answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_stranger_is_told_the_same_of_what_is_anothers_and_of_what_is_nowhere(world: World) -> None:
    nowhere = {name: str(UUID(int=0)) for name in ("assessment_id", "attempt_id", "invitation_id")}
    elsewhere = World(world.service, world.callers, world.ids | nowhere, world.bodies)
    for operation, method, path in world.routes():
        if operation in SCOPES["assessment"]:
            theirs = world.call("stranger", operation, method, path)
            none = elsewhere.call("stranger", operation, method, path)
            assert (theirs.status_code, theirs.text) == (none.status_code, none.text), operation


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_no_answer_to_a_reviewer_says_who_anybody_is(world: World) -> None:
    read = world.everything_read("reviewer")
    with world.service.database.read() as session:
        ids = [str(person.id) for person in session.scalars(select(Candidate))]
        ids += [str(invitation.id) for invitation in session.scalars(select(Invitation))]
    secret = [NAME, "Augusta", EMAIL, "analytical", *ids, world.ids["attempt_id"], world.ids["assessment_id"]]
    assert [text for text in secret if text in read] == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_nobody_is_told_what_a_person_said_in_confidence(world: World) -> None:
    for who in ("owner", "reviewer", "admin", "candidate"):
        assert MARK not in world.everything_read(who), who


def keys_of_everything(service: Service) -> dict[str, list[str]]:
    """By item what its key is and why, and of its code and rubric what only authors wrote."""
    found: dict[str, list[str]] = {}
    with service.database.read() as session:
        versions = session.scalars(select(ItemVersion).where(ItemVersion.current)).all()
        titles = {version.content["title"] for version in versions}  # one is a criterion's title too
        for version in versions:
            content = read_content(version.content).content()
            shown = {*NO_SECRET, "id", "images", "title", "subtopic", "applications", "sources"}
            hidden = {name: value for name, value in content.items() if name not in shown}
            texts = [text for text in strings(hidden) if len(text) > 24]
            texts += [option["rationale"] for option in content.get("options", [])]
            found[version.item_id] = [text for text in texts if text and text not in titles]
        keys = [repr(key) for key in session.scalars(select(ItemVariant.key)) if len(repr(key)) > 12]
        found["numeric keys"] = keys
    return found


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_recruiter_reads_no_key_before_the_assessment_is_closed(world: World) -> None:
    read = json.loads(json.dumps(world.everything_read("owner")))
    for item, texts in keys_of_everything(world.service).items():
        assert [text for text in texts if text in read or json.dumps(text)[1:-1] in read] == [], item
    owner = world.callers["owner"]
    assert owner is not None
    owner.post(f"/assessments/{world.ids['assessment_id']}/close")
    assert "rubric" in owner.get(f"/attempts/{world.ids['attempt_id']}").text
