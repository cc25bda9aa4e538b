"""The packaged blueprints: what they promise holds for the longest form that they can draw."""

from typing import get_args

import pytest

from question_bank import Blueprint, load_bank
from question_bank.blueprint import Draw
from question_bank.tags import Role

BANK = load_bank()
ROLES = get_args(Role)


def admitted(draw: Draw) -> list[int]:
    """The times of the items that the draw may pick, the longest first."""
    return sorted((item.expected_time_s for item in BANK.items.values() if draw.admits(item)), reverse=True)


def draws(blueprint: Blueprint) -> list[Draw]:
    return [draw for section in blueprint.sections for draw in section.draws]


@pytest.mark.parametrize("name", BANK.blueprints)
def test_the_longest_form_fits_the_time(name: str) -> None:
    blueprint = BANK.blueprints[name]
    longest = sum(sum(admitted(draw)[: draw.count]) for draw in draws(blueprint))
    assert 0.5 * blueprint.time_limit_s < longest <= blueprint.time_limit_s


@pytest.mark.parametrize("name", sorted(BANK.blueprints.keys() - {"demo"}))  # the demo shows one task to all
def test_two_candidates_seldom_get_the_same_items(name: str) -> None:
    for draw in draws(BANK.blueprints[name]):
        assert len(admitted(draw)) >= 2 * draw.count


def test_every_role_has_a_blueprint_of_items_for_it_and_there_are_two_for_all() -> None:
    assert {*ROLES, "general", "screen", "demo"} == BANK.blueprints.keys()
    for role in ROLES:
        for draw in draws(BANK.blueprints[role]):
            assert all(role in item.roles for item in BANK.items.values() if draw.admits(item))
    assert BANK.blueprints["general"].time_limit_s == 45 * 60
    assert BANK.blueprints["screen"].time_limit_s == 15 * 60
