"""From a blueprint to frozen pools: what each draw of a published assessment may pick."""

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import exposure
from app.assessments.exposure import FREE, Cost
from app.models import Item as ItemRow
from app.models import ItemVersion, PoolItem
from app.problems import Problem
from question_bank.blueprint import Blueprint
from question_bank.item import Item, read_content

T = TypeVar("T")


class Admission(NamedTuple):
    """A row of the pool as it is read for each candidate: it costs a fraction of an object."""

    section: int
    draw: int
    item_version_id: uuid.UUID


class BankTooSmall(Problem):
    """The bank does not hold the items this blueprint draws."""

    status = HTTPStatus.CONFLICT


def freeze(session: Session, assessment_id: uuid.UUID, blueprint: Blueprint) -> list[PoolItem]:
    """Store, for each draw, the item versions it may pick from now on.

    Items that as many candidates have seen as the blueprint allows are left out.
    """
    pool = entries(assessment_id, blueprint, drawable(session, blueprint))
    assign(blueprint, pool, np.random.default_rng(0))  # refuses what no candidate could be given
    session.add_all(pool)
    return pool


def drawable(session: Session, blueprint: Blueprint) -> dict[uuid.UUID, Item]:
    """Return what may be drawn today, by version: published, not retired, not shown too often."""
    published = session.scalars(
        select(ItemVersion)
        .join(ItemRow)
        .where(ItemVersion.current, ItemVersion.status == "published", ItemRow.retired_at.is_(None))
    ).all()
    shown = exposure.ever(session) if blueprint.max_exposure else {}
    return {
        version.id: read_content(version.content)
        for version in published
        if blueprint.max_exposure is None or shown.get(version.item_id, 0) < blueprint.max_exposure
    }


def entries(
    assessment_id: uuid.UUID, blueprint: Blueprint, items: Mapping[uuid.UUID, Item]
) -> list[PoolItem]:
    """Return what each draw of `blueprint` may pick of `items`."""
    return [
        PoolItem(assessment_id=assessment_id, section=s, draw=d, item_version_id=version_id)
        for s, section in enumerate(blueprint.sections)
        for d, draw in enumerate(section.draws)
        for version_id, item in items.items()
        if draw.admits(item)
    ]


def assign(
    blueprint: Blueprint,
    pool: Sequence[PoolItem | Admission],
    rng: np.random.Generator,
    *,
    cost: Mapping[uuid.UUID, Cost] | None = None,
) -> list[list[uuid.UUID]]:
    """Pick each section's item versions as `match` does, or say which draw cannot be filled."""
    draws = match(blueprint, pool, rng, cost=cost)
    for (s, d), drawn in draws.items():
        section, able = blueprint.sections[s], sum((entry.section, entry.draw) == (s, d) for entry in pool)
        if len(drawn) < section.draws[d].count:
            raise BankTooSmall(
                f"Section {section.title!r}, draw {d + 1} asks for {section.draws[d].count} items and finds "
                f"{able}, some of which other draws need; widen the draw or publish more items."
            )
    sections: list[list[uuid.UUID]] = [[] for _ in blueprint.sections]
    for (s, _), drawn in draws.items():
        sections[s] += drawn
    return sections


def match(
    blueprint: Blueprint,
    pool: Sequence[PoolItem | Admission],
    rng: np.random.Generator,
    *,
    cost: Mapping[uuid.UUID, Cost] | None = None,
) -> dict[tuple[int, int], list[uuid.UUID]]:
    """Pick item versions for each (section, draw), none twice, as many as there can be, at the least cost.

    Ties fall by lot. The sets of items that can fill the places together are the independent sets of a
    transversal matroid, so taking items from the cheapest on, each where an augmenting path finds it a place,
    gives a cheapest set of the greatest size (Edmonds & Fulkerson 1965; Kuhn 1955 for the paths). Draws may
    overlap: an item that is in gives up its place for another where that lets one more in.
    """
    places = [
        (s, d)
        for s, section in enumerate(blueprint.sections)
        for d, draw in enumerate(section.draws)
        for _ in range(draw.count)
    ]
    at: dict[tuple[int, int], list[int]] = {}
    for index, place in enumerate(places):
        at.setdefault(place, []).append(index)
    open_to: dict[uuid.UUID, list[int]] = {}
    for entry in sorted(pool, key=lambda entry: (entry.item_version_id, entry.section, entry.draw)):
        open_to.setdefault(entry.item_version_id, []).extend(at.get((entry.section, entry.draw), ()))
    order = _shuffled(list(open_to), rng)
    if cost is not None:
        order.sort(key=lambda item: cost.get(item, FREE))
    open_to = {item: _shuffled(open_to[item], rng) for item in order}
    taken: dict[int, uuid.UUID] = {}

    def place_item(item: uuid.UUID, tried: set[int]) -> bool:
        for index in open_to[item]:
            if index in tried:
                continue
            tried.add(index)
            if index not in taken or place_item(taken[index], tried):
                taken[index] = item
                return True
        return False

    for item in order:
        if len(taken) == len(places):
            break
        place_item(item, set())
    return {place: [taken[index] for index in indexes if index in taken] for place, indexes in at.items()}


def _shuffled(values: Sequence[T], rng: np.random.Generator) -> list[T]:
    return [values[index] for index in rng.permutation(len(values))]
