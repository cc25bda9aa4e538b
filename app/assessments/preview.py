"""What a design would give: one form without its keys, how long forms take, and what cannot be filled."""

import uuid
from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import pool
from app.assessments.schemas import (
    DrawPreview,
    ExpectedTime,
    FormPreview,
    ItemPreview,
    Narrowing,
    SectionPreview,
)
from app.bank import images
from app.models import Assessment, AssessmentState, ItemVariant, ItemVersion, PoolItem
from question_bank.blueprint import Blueprint, Draw
from question_bank.candidate_view import candidate_view
from question_bank.item import Item, read_content

IMAGES = "/api/v1/blueprints/preview/images"
NOBODY = uuid.UUID(int=0)
FILTERS = ("subtopics", "roles", "difficulties", "items")


def of_design(session: Session, blueprint: Blueprint, *, seed: int) -> FormPreview:
    """Return a form drawn from today's bank; the same bank, design and seed give the same."""
    items = pool.drawable(session, blueprint)
    return _preview(session, blueprint, items, pool.entries(NOBODY, blueprint, items), seed=seed)


def of_assessment(session: Session, assessment: Assessment, *, seed: int) -> FormPreview:
    """Return a form drawn from what the assessment may draw: once it is published, from what was frozen."""
    blueprint = Blueprint.model_validate(assessment.blueprint)
    if assessment.state is AssessmentState.DRAFT:
        return of_design(session, blueprint, seed=seed)
    entries = session.scalars(select(PoolItem).where(PoolItem.assessment_id == assessment.id)).all()
    versions = session.scalars(
        select(ItemVersion).where(ItemVersion.id.in_({entry.item_version_id for entry in entries}))
    )
    items = {version.id: read_content(version.content) for version in versions}
    return _preview(session, blueprint, items, entries, seed=seed)


def _preview(
    session: Session,
    blueprint: Blueprint,
    items: Mapping[uuid.UUID, Item],
    entries: Sequence[PoolItem],
    *,
    seed: int,
) -> FormPreview:
    rng = np.random.default_rng(seed)
    draws = pool.match(blueprint, entries, rng)
    views = _views(session, [item for drawn in draws.values() for item in drawn], items, rng)
    admitted = [(entry.section, entry.draw) for entry in entries]
    sections = [
        SectionPreview(
            title=section.title,
            draws=[
                _draw(draw, items, pool=admitted.count((s, d)), filled=len(draws[s, d]))
                for d, draw in enumerate(section.draws)
            ],
            items=[views[item] for d in range(len(section.draws)) for item in draws[s, d]],
        )
        for s, section in enumerate(blueprint.sections)
    ]
    return FormPreview(
        can_be_filled=all(draw.problem is None for section in sections for draw in section.draws),
        seed=seed,
        points=sum(item.points for section in sections for item in section.items),
        time_limit_s=blueprint.time_limit_s,
        expected=ExpectedTime(
            shortest_s=_time(blueprint, entries, items, sign=1),
            drawn_s=sum(item.expected_time_s for section in sections for item in section.items),
            longest_s=_time(blueprint, entries, items, sign=-1),
        ),
        sections=sections,
    )


def _time(
    blueprint: Blueprint, entries: Sequence[PoolItem], items: Mapping[uuid.UUID, Item], *, sign: int
) -> int:
    """Return the time of the form that takes least, or with `sign` -1 most: the cheapest, time being cost."""
    cost = {version: (False, False, sign * item.expected_time_s) for version, item in items.items()}
    draws = pool.match(blueprint, entries, np.random.default_rng(0), cost=cost)
    return sum(items[item].expected_time_s for drawn in draws.values() for item in drawn)


def _draw(draw: Draw, items: Mapping[uuid.UUID, Item], *, pool: int, filled: int) -> DrawPreview:
    narrowed, so_far = [], Draw(types=draw.types, count=draw.count)
    for name in FILTERS:
        if getattr(draw, name) is not None:
            so_far = so_far.model_copy(update={name: getattr(draw, name)})
            narrowed.append(Narrowing(by=name, left=sum(map(so_far.admits, items.values()))))
    problem = None
    if filled < draw.count:
        problem = _problem(draw.count, pool, filled)
    return DrawPreview(count=draw.count, pool=pool, filled=filled, narrowed=narrowed, problem=problem)


def _problem(count: int, able: int, filled: int) -> str:
    if able < count:
        return (
            f"{able} published items fit and {count} are asked for: admit more types, subtopics or "
            "difficulties, or ask for fewer."
        )
    return (
        f"{able} published items fit, but other draws need some of them and {filled} are left: widen one of "
        "the draws that overlap, or ask for fewer."
    )


def _views(
    session: Session, wanted: Sequence[uuid.UUID], items: Mapping[uuid.UUID, Item], rng: np.random.Generator
) -> dict[uuid.UUID, ItemPreview]:
    versions = {row.id: row for row in session.scalars(select(ItemVersion).where(ItemVersion.id.in_(wanted)))}
    variants: dict[uuid.UUID, list[ItemVariant]] = {}
    numbers = select(ItemVariant).where(ItemVariant.item_version_id.in_(wanted)).order_by(ItemVariant.index)
    for variant in session.scalars(numbers):
        variants.setdefault(variant.item_version_id, []).append(variant)
    views = {}
    for version_id in wanted:
        item, drawn = items[version_id], variants.get(version_id)
        view = candidate_view(
            item,
            numbers=drawn[int(rng.integers(len(drawn)))].numbers if drawn else None,
            image_address=images.addresses(versions[version_id], f"{IMAGES}/{version_id}"),
        )
        options = [option["text"] for option in view["options"]] if "options" in view else None
        views[version_id] = ItemPreview(
            title=item.title,
            type=item.type,
            subtopic=item.subtopic,
            difficulty=item.difficulty,
            points=item.points,
            expected_time_s=item.expected_time_s,
            prompt=view["prompt"],
            # In the author's order the right option could be the one that authors put first: shuffled.
            options=[options[i] for i in rng.permutation(len(options))] if options else None,
        )
    return views
