import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pytest
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.assessments import exposure
from app.assessments.exposure import Cost
from app.assessments.pool import BankTooSmall, assign
from app.models import FormItem, Item, PoolItem, ShownCount
from app.schema import alembic_config
from question_bank.blueprint import Blueprint
from tests.app.reports.test_reports import counted_queries
from tests.service import Caller, Service

BEFORE_COUNTS = "0009"  # the migration after which they are kept
ITEMS = [uuid.UUID(int=number) for number in range(40)]


def blueprint(*counts: int) -> Blueprint:
    draws = [{"types": ["single_choice"], "count": count} for count in counts]
    section = {"title": "All", "draws": draws}
    return Blueprint.model_validate({"title": "T", "time_limit_s": 600, "sections": [section]})


def pool(*admitted: set[int]) -> list[PoolItem]:
    return [
        PoolItem(section=0, draw=draw, item_version_id=ITEMS[item])
        for draw, items in enumerate(admitted)
        for item in items
    ]


def drawn(design: Blueprint, entries: list[PoolItem], candidates: int, seed: int) -> list[set[uuid.UUID]]:
    """The forms of a round, each drawn knowing those before it."""
    rng = np.random.default_rng(seed)
    counts: Counter[uuid.UUID] = Counter()
    forms = []
    for _ in range(candidates):
        cost: dict[uuid.UUID, Cost] = {item: (False, False, counts[item]) for item in ITEMS}
        (form,) = assign(design, entries, rng, cost=cost)
        counts.update(form)
        forms.append(set(form))
    return forms


def shared(forms: list[set[uuid.UUID]]) -> int:
    return sum(len(one & other) for one, other in combinations(forms, 2))


@pytest.mark.parametrize(
    ("size", "count", "candidates"), [(40, 10, 25), (24, 7, 30), (12, 10, 9), (30, 5, 6)]
)
def test_a_round_shares_as_little_as_arithmetic_allows(size: int, count: int, candidates: int) -> None:
    forms = drawn(blueprint(count), pool(set(range(size))), candidates, seed=1)
    # Every pair of forms that an item is in shares it, and the sum of these is least where all items are
    # shown as often as one another, give or take one.
    often, more = divmod(count * candidates, size)
    assert shared(forms) == more * comb(often + 1, 2) + (size - more) * comb(often, 2)


def test_a_round_shares_far_less_than_forms_drawn_by_lot() -> None:
    design, entries = blueprint(10), pool(set(range(40)))
    rng = np.random.default_rng(2)
    by_lot = [set(assign(design, entries, rng)[0]) for _ in range(4)]
    assert shared(drawn(design, entries, 4, seed=2)) == 0
    assert shared(by_lot) > 0


@settings(max_examples=100, deadline=None)
@given(
    draws=st.lists(
        st.tuples(st.sets(st.sampled_from(range(6)), min_size=1), st.integers(1, 2)), min_size=1, max_size=3
    ),
    costs=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    seed=st.integers(0, 99),
)
def test_the_form_drawn_is_a_cheapest_of_all(
    draws: list[tuple[set[int], int]], costs: list[int], seed: int
) -> None:
    design, entries = blueprint(*(count for _, count in draws)), pool(*(admitted for admitted, _ in draws))
    places = [admitted for admitted, count in draws for _ in range(count)]

    def cheapest(at: int, used: frozenset[int]) -> float:
        if at == len(places):
            return 0
        able = places[at] - used
        return min((costs[item] + cheapest(at + 1, used | {item}) for item in able), default=float("inf"))

    cost: dict[uuid.UUID, Cost] = {ITEMS[item]: (False, False, costs[item]) for item in range(6)}
    least = cheapest(0, frozenset())
    if least == float("inf"):
        with pytest.raises(BankTooSmall):
            assign(design, entries, np.random.default_rng(seed), cost=cost)
        return
    (form,) = assign(design, entries, np.random.default_rng(seed), cost=cost)
    assert sum(cost[item][2] for item in form) == least


def test_without_costs_every_item_is_as_likely_as_another() -> None:
    design, entries, rng = blueprint(5), pool(set(range(10))), np.random.default_rng(3)
    counts = Counter(item for _ in range(2_000) for item in assign(design, entries, rng)[0])
    assert len(counts) == 10
    assert all(abs(count - 1_000) < 5 * 22.4 for count in counts.values())  # the deviation is √(2000/4)


def choose(count: int, **fields: Any) -> dict[str, Any]:
    section = {"title": "S", "draws": [{"types": ["single_choice"], "count": count}]}
    return {"title": "T", "time_limit_s": 600, "sections": [section], **fields}


def prompts(candidate: Caller) -> set[str]:
    attempt = candidate.post("/attempt").json()
    return {item["prompt"] for section in attempt["sections"] for item in section["items"]}


def test_two_candidates_of_one_round_get_different_items_while_there_are_any(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter, choose(8))
    ada, ben = (
        prompts(service.invite(recruiter, assessment, email=f"{name}@example.org")) for name in ("ada", "ben")
    )
    assert len(ada) == len(ben) == 8
    assert ada & ben == set()


def test_an_item_shown_often_enough_is_left_out_of_a_new_pool(service: Service) -> None:
    recruiter = service.staff()
    seen = prompts(service.invite(recruiter, service.published(recruiter, choose(8))))
    capped = service.published(recruiter, choose(8, max_exposure=1))
    assert recruiter.get(f"/assessments/{capped}").json()["max_exposure"] == 1
    assert prompts(service.invite(recruiter, capped, email="ben@example.org")) & seen == set()
    with service.database.read() as session:
        shown = exposure.report(session)
    assert [row.shown for row in shown[:17]] == [1] * 16 + [0]
    assert all(row.last_at == service.now for row in shown[:16])


def test_a_cap_turns_no_candidate_away(service: Service) -> None:
    recruiter = service.staff()
    named = ["frozen-backbone", "forward-by-hand"]
    draws = [{"types": ["single_choice"], "items": named, "count": 2}]
    design = choose(1, max_exposure=1, sections=[{"title": "S", "draws": draws}])
    assessment = service.published(recruiter, design)
    for name in ("ada", "ben"):
        assert len(prompts(service.invite(recruiter, assessment, email=f"{name}@example.org"))) == 2
    draft = recruiter.post("/assessments", design).json()["id"]
    refused = recruiter.post(f"/assessments/{draft}/publish")
    assert refused.json()["type"] == "urn:bn-assess:bank-too-small"


def test_an_item_retired_since_is_drawn_only_where_nothing_else_is_left(service: Service) -> None:
    recruiter = service.staff()
    named = ["frozen-backbone", "forward-by-hand"]
    design = choose(
        1, sections=[{"title": "S", "draws": [{"types": ["single_choice"], "items": named, "count": 1}]}]
    )
    assessment = service.published(recruiter, design)
    with service.database.write() as session:
        session.get_one(Item, "frozen-backbone").retired_at = service.now
    for name in ("ada", "ben", "eve"):
        (prompt,) = prompts(service.invite(recruiter, assessment, email=f"{name}@example.org"))
        assert "In a batch of four examples" in prompt


def test_starts_at_once_all_count_and_a_migration_counts_the_same(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter, choose(8))
    people = [service.invite(recruiter, assessment, email=f"c{n}@example.org") for n in range(12)]
    with ThreadPoolExecutor(6) as threads:
        assert {answer.status_code for answer in threads.map(Caller.post, people, ["/attempt"] * 12)} == {201}
    people[0].post("/attempt")  # it was begun before: nobody is shown anything more

    def counted() -> dict[uuid.UUID, int]:
        with service.database.read() as session:
            rows = session.execute(select(ShownCount.item_version_id, ShownCount.shown))
            return {row[0]: row[1] for row in rows}

    with service.database.read() as session:
        shown = Counter(session.scalars(select(FormItem.item_version_id)))
    assert counted() == dict(shown)
    with service.database.engine.execution_options(may_write=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            # Going back makes tables anew that others point to; within a transaction this says nothing.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            command.downgrade(alembic_config(connection), BEFORE_COUNTS)
            command.upgrade(alembic_config(connection), "head")
        connection.connection.invalidate()
    assert counted() == dict(shown)


def test_a_start_reads_as_little_after_many_candidates_as_at_first(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter, choose(8, max_exposure=100))
    for name in ("ada", "ben"):
        with counted_queries(service) as statements:
            service.invite(recruiter, assessment, email=f"{name}@example.org").post("/attempt")
        assert not [words for words in statements if "form_item" in words and "count(" in words]
