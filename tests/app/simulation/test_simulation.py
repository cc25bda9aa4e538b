"""A simulated cohort goes through the service's own code, and behaves as it is said to."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import func, select

from app.config import Settings
from app.db import Database, open_engine
from app.models import Attempt, Response, Review, ReviewStatus, Score
from app.simulation import answers
from app.simulation.compare import compare
from app.simulation.design import find_blueprint
from app.simulation.run import SimulationRefused, check_allowed, prepare, run
from app.simulation.truth import Person, Plant, Truth, draw, read_people
from app.submissions.grading import grade_in
from question_bank import load_bank
from question_bank.item import SingleChoice
from tests.app.conftest import KeptSandbox

BANK = load_bank()
ITEM = next(item for item in BANK.items.values() if isinstance(item, SingleChoice))
(KEY,) = ITEM.keys
OTHER = next(option.id for option in ITEM.options if option.id != KEY)
PEOPLE, SOME = 4_000, 3
HARD = 181  # a seed whose first candidates mostly fail at both coding items, whichever they are given


def test_everybody_sits_is_graded_and_reviewed_and_what_was_planted_in_code_is_named(
    stocked_url: str, settings: Settings, kept_sandbox: KeptSandbox
) -> None:
    database = Database(open_engine(stocked_url))
    with database.write() as session:
        blueprint = find_blueprint(BANK, "general")
        ready = prepare(
            session, blueprint, seed=HARD, candidates=SOME, plant=(), owner=None, now=datetime.now(UTC)
        )
    run(database, settings, ready, grade_in(kept_sandbox), now=datetime.now(UTC))
    with database.read() as session:
        found = compare(session, ready.assessment_id, ready.truth)
        assert (found.scored, found.code.precision, found.code.recall) == (SOME, 1.0, 1.0)
        assert found.code.right >= 1
        attempts = {uuid.UUID(person.attempt_id) for person in ready.truth.people}
        assert set(session.scalars(select(Attempt.id))) == attempts
        places = SOME * sum(draw.count for section in blueprint.sections for draw in section.draws)
        for table in (Response, Score):
            assert session.scalar(select(func.count()).select_from(table)) == places
        assert set(session.scalars(select(Review.status))) == {ReviewStatus.DONE}
    database.engine.dispose()


def test_the_same_seed_draws_the_same_people_and_a_file_keeps_them() -> None:
    one = draw(3, candidates=50, misconceptions={"S01", "E01"}, plants=())
    assert list(one.people) == list(draw(3, candidates=50, misconceptions=["E01", "S01"], plants=()).people)
    assert list(one.people) != list(draw(4, candidates=50, misconceptions=["E01", "S01"], plants=()).people)
    assert read_people(one.as_json()) == list(one.people)


def chosen(
    plant: str | None, *, ability: float, focal: bool = False, holds: frozenset[str] = frozenset()
) -> dict[str, float]:
    """How often each option is taken by people of one kind."""
    truth = Truth(1, [], [Plant(plant, ITEM.id)] if plant else [])
    rng = np.random.default_rng(1)
    person = Person(ability, focal, holds)
    taken = [answers.give(truth, person, ITEM, None, rng).value for _ in range(PEOPLE)]
    return {option.id: taken.count(option.id) / PEOPLE for option in ITEM.options}


def test_answers_follow_the_item_response_model() -> None:
    behaviour = Truth(1, [], []).behaviour(ITEM.id, open_ended=False, guessing=True)
    for ability in (-2.0, 0.0, 2.0):
        assert chosen(None, ability=ability)[KEY] == pytest.approx(behaviour.probability(ability), abs=0.03)
    assert behaviour.probability(-50) == pytest.approx(0.2)
    assert replace(behaviour, c=0.0).probability(behaviour.b) == pytest.approx(0.5)


def test_who_holds_a_misconception_takes_its_distractor() -> None:
    tied = next(option for option in ITEM.options if option.misconception)
    assert tied.misconception is not None
    believer = chosen(None, ability=-3, holds=frozenset({tied.misconception}))
    assert believer[tied.id] > 2 * chosen(None, ability=-3)[tied.id]
    assert believer[KEY] == pytest.approx(chosen(None, ability=-3)[KEY], abs=0.03)


def test_a_wrong_key_is_missed_by_the_able() -> None:
    able, lost = chosen("wrong-key", ability=3), chosen("wrong-key", ability=-3)
    assert able[KEY] < lost[KEY]
    assert able[OTHER] > 0.9


def test_a_second_right_option_draws_half_of_the_able() -> None:
    able = chosen("two-keys", ability=3)
    assert able[KEY] == pytest.approx(able[OTHER], abs=0.05)


def test_an_item_without_discrimination_is_as_easy_for_all() -> None:
    assert chosen("no-discrimination", ability=3)[KEY] == pytest.approx(
        chosen("no-discrimination", ability=-3)[KEY], abs=0.03
    )


def test_differential_functioning_is_one_logit_for_the_focal_group_alone() -> None:
    def logit(share: float) -> float:
        return float(np.log((share - 0.2) / (1 - share)))

    focal, others = (chosen("dif", ability=0, focal=member)[KEY] for member in (True, False))
    assert logit(others) - logit(focal) == pytest.approx(1.0, abs=0.25)
    assert others == pytest.approx(chosen(None, ability=0)[KEY], abs=0.03)


def test_a_simulation_is_refused_outside_development_unless_asked_for() -> None:
    check_allowed(Settings(environment="development"), in_production=False)
    with pytest.raises(SimulationRefused, match="--in-production"):
        check_allowed(Settings(environment="production"), in_production=False)
    check_allowed(Settings(environment="production"), in_production=True)
