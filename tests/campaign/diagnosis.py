"""How often a diagnosis is right: every known-wrong kernel as a submission, beside right and unlisted ones.

`python -m tests.campaign.diagnosis` prints the confusion table that docs/diagnosis.md shows.
"""

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.misconceptions import CATALOGUE
from grader.mutants.all import ALL
from grader.mutants.inference import RAISING
from grader.mutants.template import Mutant
from grader.task import Task
from grader.tasks import TASKS
from tests.grader.mutants.transplanted import TRANSPLANTED
from tests.grader.mutants.unlisted import UNLISTED
from tests.grader.regrading import regraded
from tests.grader.samples import right_samples

SEEDS = (1, 2)
PRECISION, RECALL, DIAGNOSES = 0.99, 0.95, 500
DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnosis.md"
SAME_ENTRY_POINT = {"bn-train-step": "bn-debug-1", "bn-backward": "bn-debug-2"}
HEAD = (
    "# How often a diagnosis is right\n\n"
    "Every known-wrong kernel is written out as a submission for every task it applies to, in most "
    "cases in several variants, and so are the pairs of mistakes that go together; the same mistakes "
    "are made in right code of other styles too. Beside them stand right implementations in many "
    "styles, and wrong ones that nothing in the catalogue explains: on both of these a diagnosis must "
    "stay silent. All are graded on fresh probes. Precision is the share of named misconceptions that "
    "were there; recall is the share of those there that were named. A class of kernels that are equal "
    "on a task counts under its lowest id.\n\n"
    "`make campaign` grades all of them again and fails where a figure differs from this page; `python "
    "-m tests.campaign.diagnosis` writes it.\n\n"
)


def submissions() -> list[Mutant]:
    """Everything that is diagnosed: listed mistakes, unlisted ones, right code."""
    listed = [*ALL, *RAISING]
    mended = [replace(m, task=SAME_ENTRY_POINT[m.task]) for m in listed if m.task in SAME_ENTRY_POINT]
    right = [Mutant(sample.task.id, (), sample.source) for sample in right_samples()]
    return [*listed, *mended, *TRANSPLANTED, *UNLISTED, *right]


def shown_by(mutant: Mutant) -> frozenset[str]:
    """The ids a diagnosis has to name, each by the lowest of its class."""
    classes = TASKS[mutant.task].classes
    return frozenset(next((c[0] for c in classes if name in c), name) for name in mutant.ids)


@dataclass
class Confusion:
    """Counts of pairs (what was there, what was named); an empty name stands for nothing."""

    graded: int = 0
    silent_rightly: int = 0
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, there: frozenset[str], named: frozenset[str]) -> None:
        """Count one diagnosis."""
        self.graded += 1
        self.silent_rightly += not there and not named
        self.pairs.update((name, name) for name in there & named)
        missed, wrongly = sorted(there - named), sorted(named - there)
        self.pairs.update((name, " + ".join(wrongly)) for name in missed)
        if not missed:
            self.pairs.update(("", name) for name in wrongly)

    @property
    def right(self) -> int:
        """Misconceptions that were there and were named."""
        return sum(count for (there, named), count in self.pairs.items() if there and there == named)

    @property
    def precision(self) -> float:
        """Of those named, the share that was there."""
        wrongly = sum(c for (there, named), c in self.pairs.items() if named and there != named)
        return self.right / (self.right + wrongly)

    @property
    def recall(self) -> float:
        """Of those there, the share that was named."""
        return self.right / sum(count for (there, _), count in self.pairs.items() if there)

    @property
    def figures(self) -> str:
        """A sentence with all of it."""
        return (
            f"{self.graded} diagnoses: precision {self.precision:.4f}, recall {self.recall:.4f}; "
            f"silent on {self.silent_rightly} submissions with nothing to name"
        )


def confusion(every: Sequence[Mutant], seeds: Sequence[int]) -> Confusion:
    """Diagnose all of them on all seeds."""
    counted = Confusion()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for seed in seeds:
            for mutant in every:
                report = regraded(task_of(mutant), mutant.source, seed)
                counted.add(shown_by(mutant), frozenset(d.id for d in report.diagnosis))
    return counted


def task_of(mutant: Mutant) -> Task:
    """The task it is handed in to."""
    return TASKS[mutant.task]


def page(counted: Confusion) -> str:
    """The page of the documentation."""
    return HEAD + "\n".join((f"**{counted.figures}.**", "", *table(counted), ""))


def table(counted: Confusion) -> Iterator[str]:
    """One row an id: how often it was there, named, taken for something else, passed over."""
    yield "| id | misconception | there | named | taken for | nothing said |"
    yield "|---|---|---|---|---|---|"
    for name in sorted({there for there, _ in counted.pairs if there}):
        row = {named: count for (there, named), count in counted.pairs.items() if there == name}
        others = "; ".join(f"{n}: {c}" for n, c in sorted(row.items()) if n not in ("", name))
        cells = (sum(row.values()), row.get(name, 0), others or "0", row.get("", 0))
        yield f"| {name} | {CATALOGUE[name].title} | {' | '.join(map(str, cells))} |"
    wrongly = "; ".join(f"{n}: {c}" for (there, n), c in sorted(counted.pairs.items()) if not there)
    yield f"| | nothing in the catalogue, or right | {counted.silent_rightly} | | {wrongly or '0'} | |"


def run(size: float) -> str:
    """Diagnose them all, or every so many; at full size the page must say what comes out."""
    every = submissions()[:: max(1, round(1 / size))]
    counted = confusion(every, SEEDS if size >= 1 else SEEDS[:1])
    assert counted.precision >= PRECISION, counted.pairs
    assert counted.recall >= RECALL, counted.pairs
    if size >= 1:
        assert counted.graded >= DIAGNOSES
        assert DOCUMENT.read_text(encoding="utf-8") == page(counted), "run python -m tests.campaign.diagnosis"
    return counted.figures


if __name__ == "__main__":
    DOCUMENT.write_text(page(confusion(submissions(), SEEDS)), encoding="utf-8")
