"""From a blueprint to frozen pools: what each draw of a published assessment may pick."""

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import exposure
from app.assessments.exposure import FREE, Cost
from app.models import Item, ItemVersion, PoolItem
from app.problems import Problem
from question_bank.blueprint import Blueprint
from question_bank.item import read_content

T = TypeVar("T")


class BankTooSmall(Problem):
    """The bank does not hold the items this blueprint draws."""

    status = HTTPStatus.CONFLICT


def freeze(session: Session, assessment_id: uuid.UUID, blueprint: Blueprint) -> list[PoolItem]:
    """Store, for each draw, the item versions it may pick from now on.

    Items that as many candidates have seen as the blueprint allows are left out.
    """
    published = session.scalars(
        select(ItemVersion)
        .join(Item)
        .where(ItemVersion.current, ItemVersion.status == "published", Item.retired_at.is_(None))
    ).all()
    shown = exposure.ever(session) if blueprint.max_exposure else {}
    items = [
        (version.id, read_content(version.content))
        for version in published
        if blueprint.max_exposure is None or shown.get(version.item_id, 0) < blueprint.max_exposure
    ]
    pool = [
        PoolItem(assessment_id=assessment_id, section=s, draw=d, item_version_id=version_id)
        for s, section in enumerate(blueprint.sections)
        for d, draw in enumerate(section.draws)
        for version_id, item in items
        if draw.admits(item)
    ]
    assign(blueprint, pool, np.random.default_rng(0))  # refuses what no candidate could be given
    session.add_all(pool)
    return pool


def assign(
    blueprint: Blueprint,
    pool: Sequence[PoolItem],
    rng: np.random.Generator,
    *,
    cost: Mapping[uuid.UUID, Cost] | None = None,
) -> list[list[uuid.UUID]]:
    """Pick each section's item versions, none twice, at the least total cost; ties fall by lot.

    The sets of items that can fill the places together are the independent sets of a transversal matroid,
    so taking items from the cheapest on, each where an augmenting path finds it a place, gives a cheapest
    set (Edmonds & Fulkerson 1965; Kuhn 1955 for the paths). Draws may overlap: an item that is in gives up
    its place for another where that lets one more in.
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
    for index, (s, d) in enumerate(places):
        if index not in taken:
            section, able = blueprint.sections[s], sum(at[s, d][0] in open_to[item] for item in order)
            raise BankTooSmall(
                f"Section {section.title!r}, draw {d + 1} asks for {section.draws[d].count} items and finds "
                f"{able}, some of which other draws need; widen the draw or publish more items."
            )
    sections: list[list[uuid.UUID]] = [[] for _ in blueprint.sections]
    for index, (s, _) in enumerate(places):
        sections[s].append(taken[index])
    return sections


def _shuffled(values: Sequence[T], rng: np.random.Generator) -> list[T]:
    return [values[index] for index in rng.permutation(len(values))]
