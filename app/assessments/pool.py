"""From a blueprint to frozen pools: what each draw of a published assessment may pick."""

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Item, ItemVersion, PoolItem
from app.problems import Problem
from question_bank.blueprint import Blueprint
from question_bank.item import read_content

T = TypeVar("T")


class BankTooSmall(Problem):
    """The bank does not hold the items this blueprint draws."""

    status = HTTPStatus.CONFLICT


def freeze(session: Session, assessment_id: uuid.UUID, blueprint: Blueprint) -> list[PoolItem]:
    """Store, for each draw, the item versions it may pick from now on."""
    published = session.scalars(
        select(ItemVersion)
        .join(Item)
        .where(ItemVersion.current, ItemVersion.status == "published", Item.retired_at.is_(None))
    ).all()
    items = [(version.id, read_content(version.content)) for version in published]
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


def assign(blueprint: Blueprint, pool: Sequence[PoolItem], rng: np.random.Generator) -> list[list[uuid.UUID]]:
    """Pick each section's item versions, none twice.

    Draws may overlap, so picking them one after the other could leave a later one empty-handed: this finds
    a matching of places to items by augmenting paths (Kuhn's algorithm), over items in random order.
    """
    places = [
        (s, d)
        for s, section in enumerate(blueprint.sections)
        for d, draw in enumerate(section.draws)
        for _ in range(draw.count)
    ]
    admitted: dict[tuple[int, int], list[uuid.UUID]] = {place: [] for place in places}
    for entry in sorted(pool, key=lambda entry: (entry.section, entry.draw, entry.item_version_id)):
        admitted[entry.section, entry.draw].append(entry.item_version_id)
    order = [_shuffled(admitted[place], rng) for place in places]
    taken: dict[uuid.UUID, int] = {}

    def place_item(place: int, tried: set[uuid.UUID]) -> bool:
        for item in order[place]:
            if item in tried:
                continue
            tried.add(item)
            if item not in taken or place_item(taken[item], tried):
                taken[item] = place
                return True
        return False

    for index, (s, d) in enumerate(places):
        if not place_item(index, set()):
            section = blueprint.sections[s]
            raise BankTooSmall(
                f"Section {section.title!r}, draw {d + 1} asks for {section.draws[d].count} items and finds "
                f"{len(admitted[s, d])} that no other draw needs; widen the draw or publish more items."
            )
    sections: list[list[uuid.UUID]] = [[] for _ in blueprint.sections]
    for item, index in sorted(taken.items(), key=lambda pair: pair[1]):
        sections[places[index][0]].append(item)
    return sections


def _shuffled(values: Sequence[T], rng: np.random.Generator) -> list[T]:
    return [values[index] for index in rng.permutation(len(values))]
