"""What a diagnosis tells: the misconception's name and two sentences to learn from."""

from dataclasses import dataclass

from grader.results import Severity

H, M, L = Severity.H, Severity.M, Severity.L


@dataclass(frozen=True)
class Misconception:
    """One entry of the catalogue; `id` and `slug` are shared with the item bank."""

    id: str
    slug: str
    severity: Severity
    title: str
    explanation: str


def entries(*rows: tuple[str, str, Severity, str, str]) -> dict[str, Misconception]:
    """Rows by id."""
    return {row[0]: Misconception(*row) for row in rows}
