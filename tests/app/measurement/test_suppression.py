"""What is shown of groups says nothing of a few people, neither by itself nor by what is left out."""

import numpy as np
import pytest

from app.measurement.suppression import Cell, Group, in_steps, shown


def test_a_group_under_ten_is_hidden_and_so_is_the_one_that_would_give_it_away() -> None:
    table: dict[Group, Cell] = {("a",): (20, 40), ("b",): (5, 12), ("c",): (1, 4)}
    assert shown(table) == {("a",): (20, 40)}


def test_small_groups_that_come_to_ten_together_hide_nobody_else() -> None:
    table: dict[Group, Cell] = {("a",): (20, 40), ("b",): (5, 12), ("c",): (1, 4), ("d",): (3, 6)}
    assert shown(table) == {("a",): (20, 40), ("b",): (5, 12)}


@pytest.mark.parametrize("seed", range(20))
def test_no_line_of_two_questions_leaves_fewer_than_ten_people_over(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table: dict[Group, Cell] = {(one, two): (0, int(rng.integers(0, 40))) for one in "abc" for two in "wxyz"}
    kept = shown(table)
    assert all(cell[1] >= 10 for cell in kept.values())
    for place, answers in ((0, "abc"), (1, "wxyz")):
        for answer in answers:
            line = {group: cell[1] for group, cell in table.items() if group[place] == answer}
            left = sum(count for group, count in line.items() if group not in kept)
            assert left == 0 or left >= 10 or not any(group in kept for group in line)


def test_counts_move_by_ten_people_or_not_at_all() -> None:
    before: dict[Group, Cell] = {("a",): (20, 40), ("b",): (9, 20), ("c",): (3, 11)}
    now: dict[Group, Cell] = {("a",): (29, 49), ("b",): (12, 30), ("d",): (1, 1)}
    assert in_steps(before, now) == {("a",): (20, 40), ("b",): (12, 30), ("c",): (3, 11), ("d",): (1, 1)}
