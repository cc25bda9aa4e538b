"""What a bank covers: how many items there are for each thing that an assessment may draw by."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from question_bank.item import Item
from question_bank.load import Bank
from question_bank.tags import Application, ItemType, Role, Status, Subtopic

CHOICE = ("single_choice", "multiple_choice")
TYPES: tuple[ItemType, ...] = get_args(ItemType)


@dataclass(frozen=True)
class Matrix:
    """Counts under `columns`, a row for each label; the last row counts each item once."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def coverage(bank: Bank) -> list[Matrix]:
    """Return the matrices of all items that are not retired.

    An item counts in the row of each of its applications and roles.
    """
    live = [item for item in bank.items.values() if item.status != "retired"]
    choice = [item for item in live if item.type in CHOICE]
    return [
        _matrix(
            "Choice items by subtopic and difficulty",
            ("difficulty 1", "difficulty 2", "difficulty 3"),
            get_args(Subtopic),
            choice,
            lambda item: [(item.subtopic, f"difficulty {item.difficulty}")],
        ),
        _by_type("Items by subtopic and type", get_args(Subtopic), live, lambda item: [item.subtopic]),
        _by_type(
            "Items by application and type", get_args(Application), live, lambda item: item.applications
        ),
        _by_type("Items by role and type", get_args(Role), live, lambda item: item.roles),
        _by_type(
            "Items by status and type", get_args(Status), bank.items.values(), lambda item: [item.status]
        ),
    ]


def proven(bank: Bank) -> tuple[int, int]:
    """Return how many items have a proof of their key, and how many items there are, retired ones aside."""
    live = [item for item in bank.items.values() if item.status != "retired"]
    return sum(item.verify is not None for item in live), len(live)


def _by_type(
    title: str, labels: Sequence[str], items: Iterable[Item], under: Callable[[Item], Sequence[str]]
) -> Matrix:
    return _matrix(title, TYPES, labels, items, lambda item: [(label, item.type) for label in under(item)])


def _matrix(
    title: str,
    columns: Sequence[str],
    labels: Sequence[str],
    items: Iterable[Item],
    cells: Callable[[Item], Sequence[tuple[str, str]]],
) -> Matrix:
    found = [(item, set(cells(item))) for item in items]
    counts = Counter(cell for _, filled in found for cell in filled)
    each = Counter(column for _, filled in found for column in {column for _, column in filled})
    rows = [(label, [counts[label, column] for column in columns]) for label in labels]
    rows.append(("items", [each[column] for column in columns]))
    return Matrix(title, (*columns, "all"), tuple((label, (*row, sum(row))) for label, row in rows))


def as_markdown(matrices: Sequence[Matrix]) -> str:
    """Return the matrices as Markdown tables under their titles."""
    parts = []
    for matrix in matrices:
        lines = [
            f"| | {' | '.join(column.replace('_', ' ') for column in matrix.columns)} |",
            "|---|" + "---:|" * len(matrix.columns),
            *(f"| {label} | {' | '.join(map(str, row))} |" for label, row in matrix.rows),
        ]
        parts.append(f"## {matrix.title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
