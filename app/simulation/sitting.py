"""One simulated candidate from invitation to the end, by the functions that the routes call."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
from sqlalchemy.orm import Session

from app.assessments import exposure
from app.attempts import finish, saving, sitting
from app.attempts.answers import KINDS
from app.attempts.schemas import ResponseIn
from app.auth import CandidateCaller
from app.config import Settings
from app.db import Database
from app.demographics import voluntary
from app.invitations import invite
from app.invitations.schemas import InvitationIn
from app.models import Assessment, Attempt, FinishReason, FormItem, ItemVersion, SubmissionKind
from app.scores import mended
from app.scores.answers import shown_ids
from app.simulation import answers
from app.simulation.answers import Answer
from app.simulation.grading import seed_of
from app.simulation.truth import FOCAL, REFERENCE, Person, Truth
from app.submissions import queue
from question_bank.item import Coding, Item, Numeric, read_content

SHARE_OF_TIME: Final = 0.9
"""How much of the limit a form takes at the most: who runs out of time does not show what they know."""


@dataclass
class Sat:
    """An attempt that is over, and the levels that its prose reached, by place."""

    attempt_id: uuid.UUID
    levels: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """What is answered at one place, and when."""

    place_id: str
    item: Item
    given: Answer
    sent: ResponseIn
    at: datetime


@dataclass
class Room:
    """What all candidates have in common."""

    truth: Truth
    settings: Settings
    own_seeds: bool
    """Whether every submission keeps the probe seed that it drew."""
    _items: dict[Any, Item] = field(default_factory=dict)

    def item(self, version: ItemVersion) -> Item:
        """Return what a version says, read once."""
        if version.id not in self._items:
            self._items[version.id] = read_content(version.content)
        return self._items[version.id]


def sit(
    database: Database, room: Room, assessment_id: uuid.UUID, number: int, *, by: Any, now: datetime
) -> Sat:
    """Invite a person, have them start, answer everything, hand code in, finish, and tell of themselves."""
    person = room.truth.people[number]
    rng = np.random.default_rng([room.truth.seed, number])
    who = InvitationIn(name=f"Simulated {number + 1}", email=f"simulated-{number + 1}@simulation.example")
    with database.write() as session:
        assessment = session.get_one(Assessment, assessment_id)
        invitation, token = invite.invite(session, assessment, who, by=by, now=now, settings=room.settings)
        session.flush()
        caller = CandidateCaller(invitation.id)
        attempt, form = sitting.start(session, caller, now=now)
        session.flush()
        planned = _plan(session, room, person, attempt, form, rng, now=now)
        exposure.note(session, attempt.assessment_id, [place.item_version_id for place in form])
        person.attempt_id = str(attempt.id)
        sat = Sat(attempt.id, {one.place_id: one.given.levels for one in planned if one.given.levels})
    for one in planned:
        saving.save(database, token, one.place_id, one.sent, now=one.at)
    with database.write() as session:
        attempt = sitting.own(session, caller, lock=True)
        for one in planned:
            if isinstance(one.item, Coding):
                person.code[one.item.id] = list(one.given.shows)
                _hand_in(session, room, attempt, one)
        finish.finish(session, attempt, reason=FinishReason.CANDIDATE, now=planned[-1].at)
        told = {"gender": FOCAL if person.focal else REFERENCE}
        voluntary.tell(session, attempt, told, asked=["gender"])
    return sat


def _plan(
    session: Session,
    room: Room,
    person: Person,
    attempt: Attempt,
    form: Sequence[FormItem],
    rng: np.random.Generator,
    *,
    now: datetime,
) -> list[Planned]:
    planned = []
    for place, took_s in zip(form, _times_s(room, attempt, form, rng), strict=True):
        now += timedelta(seconds=took_s)
        item = room.item(place.item_version)
        key = mended.variant(session, place).key if isinstance(item, Numeric) else None
        given = answers.give(room.truth, person, item, key, rng)
        sent = ResponseIn(revision=1, answer=_as_sent(place, given))
        planned.append(Planned(str(place.id), item, given, sent, now))
    return planned


def _times_s(room: Room, attempt: Attempt, form: Sequence[FormItem], rng: np.random.Generator) -> list[float]:
    """Return the seconds spent on each item: about what its author expects, some people being faster."""
    expected = np.array([room.item(place.item_version).expected_time_s for place in form], float)
    took = expected * np.exp(rng.normal(0, 0.2) + rng.normal(0, 0.4, len(form)))
    most = SHARE_OF_TIME * (attempt.closes_at - attempt.started_at).total_seconds()
    return list(took * min(1.0, most / took.sum()))


def _hand_in(session: Session, room: Room, attempt: Attempt, planned: Planned) -> None:
    place = sitting.own_place(session, attempt, planned.place_id)
    source: str = planned.given.value
    submission = queue.hand_in(
        session, attempt, place, source, kind=SubmissionKind.SUBMIT, settings=room.settings, now=planned.at
    )
    if not room.own_seeds:
        submission.seed = seed_of(source)


def _as_sent(place: FormItem, given: Answer) -> Any:
    """Return the answer as the client sends it, options under the letters this candidate sees."""
    kind = KINDS[place.item_version.type]
    name = next(iter(kind.model_fields))
    shown: Mapping[str, str] = {own: letter for letter, own in shown_ids(place).items()}
    value = given.value
    if name == "choice":
        value = shown[value]
    elif name == "choices":
        value = sorted(shown[own] for own in value)
    return kind.model_validate({name: value})
