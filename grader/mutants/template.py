"""A right solution as text with named lines, of which a mutant changes some."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """`text` has a {name} for each line of `right`."""

    text: str
    right: Mapping[str, str]

    def source(self, **changed: str) -> str:
        """The solution with some lines changed."""
        unknown = changed.keys() - self.right.keys()
        assert not unknown, unknown
        return self.text.format(**{**self.right, **changed})


@dataclass(frozen=True)
class Mutant:
    """A submission and the misconceptions it was written to show."""

    task: str
    ids: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        return f"{self.task}-{'+'.join(self.ids)}"


def mutants(task: str, template: Template, changes: Mapping[str, Mapping[str, str]]) -> list[Mutant]:
    """One mutant per entry; the ids are the entry's name, several joined by +, a variant after a slash."""
    return [
        Mutant(task, tuple(name.split("/")[0].split("+")), template.source(**lines))
        for name, lines in changes.items()
    ]
