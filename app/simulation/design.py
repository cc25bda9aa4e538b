"""Which assessment a cohort sits, and which of its items something is planted in."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, ItemVersion, PoolItem
from app.problems import InvalidRequest
from app.simulation import CHOICES
from app.simulation.truth import Plant, Truth, draw
from grader.mutants.all import ALL, SAME_ENTRY_POINT
from question_bank.blueprint import MAX_ITEMS_NAMED, Blueprint, Draw, Section
from question_bank.item import Item, MultipleChoice, SingleChoice, read_content
from question_bank.load import Bank

_AT_MOST: Final = 100  # items of one draw


def find_blueprint(bank: Bank, name: str) -> Blueprint:
    """Return a blueprint of the bank, or the one fixed form of all its choice items."""
    if name == CHOICES:
        return all_choices(bank)
    if name not in bank.blueprints:
        known = ", ".join(sorted([*bank.blueprints, CHOICES]))
        raise InvalidRequest(f"The bank has no blueprint {name!r}; there are {known}.")
    return bank.blueprints[name]


def all_choices(bank: Bank) -> Blueprint:
    """Return a design that draws every published choice item: the same form for everybody."""
    names = sorted(
        item.id
        for item in bank.items.values()
        if isinstance(item, SingleChoice | MultipleChoice) and item.status == "published"
    )[:MAX_ITEMS_NAMED]
    time_s = sum(bank.items[name].expected_time_s for name in names)
    parts = [names[start : start + _AT_MOST] for start in range(0, len(names), _AT_MOST)]
    draws = [Draw(types=["single_choice", "multiple_choice"], items=part, count=len(part)) for part in parts]
    return Blueprint(
        title="Every choice item",
        time_limit_s=min(86_400, 2 * time_s),
        sections=[Section(title="All", draws=draws)],
    )


def draw_truth(
    session: Session, assessment: Assessment, *, seed: int, candidates: int, plant: Sequence[str]
) -> Truth:
    """Draw who the candidates are, and in which of the assessment's items something is wrong."""
    items = _pool(session, assessment)
    beliefs = {
        option.misconception
        for item in items
        if isinstance(item, SingleChoice | MultipleChoice)
        for option in item.options
        if option.misconception
    }
    tasks = {SAME_ENTRY_POINT.get(item.task, item.task) for item in items if item.type == "coding"}
    shown = {name for mutant in ALL if mutant.task in tasks for name in mutant.ids}
    plain = draw(seed, candidates=candidates, misconceptions=beliefs | shown, plants=())
    return Truth(seed, plain.people, _plants(plain, items, plant))


def _pool(session: Session, assessment: Assessment) -> list[Item]:
    rows = session.scalars(
        select(ItemVersion)
        .where(
            ItemVersion.id.in_(
                select(PoolItem.item_version_id).where(PoolItem.assessment_id == assessment.id)
            )
        )
        .order_by(ItemVersion.item_id)
    )
    return [read_content(version.content) for version in rows]


def _plants(truth: Truth, items: Sequence[Item], kinds: Sequence[str]) -> list[Plant]:
    """Plant each kind in an item of its own, those first whose difficulty and discrimination are ordinary."""

    def ordinary(item: Item) -> float:
        behaviour = truth.behaviour(item.id, open_ended=False, guessing=True)
        return abs(behaviour.b) + abs(behaviour.a - 1)

    fit = sorted((item for item in items if isinstance(item, SingleChoice)), key=ordinary)
    if len(fit) < len(kinds):
        raise InvalidRequest(f"{len(kinds)} faults need as many single-choice items; it has {len(fit)}.")
    return [Plant(kind, item.id) for kind, item in zip(kinds, fit, strict=False)]
