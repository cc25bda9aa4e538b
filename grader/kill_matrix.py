"""The kill matrix: whether a task's probes tell its known-wrong kernels from the reference and one another.

A task may be published only if they do, but for kernels that are equal on all of the task's outputs. Those
form a class, and a class is listed with the task.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from grader.cases import Case
from grader.draw import draw
from grader.known_wrong.family import Outputs, WrongFamily
from grader.separation import apart, from_reference
from grader.task import Task

REFERENCE = "reference"
PUBLISHABLE = 1.0  # apart by more than what is allowed, so that no answer fits both


@dataclass(frozen=True)
class KillMatrix:
    """Per pair of names, how far apart: the best probe's distance, in the worst of the seeds."""

    task: str
    names: tuple[str, ...]
    distance: Mapping[tuple[str, str], float]
    classes: tuple[tuple[str, ...], ...]

    def between(self, one: str, other: str) -> float:
        """How far two kernels are told apart, in units of what a value check allows."""
        return self.distance[(one, other) if (one, other) in self.distance else (other, one)]

    @property
    def undecided(self) -> tuple[tuple[str, str], ...]:
        """The pairs that stay together though they are no class."""
        alike = {frozenset(pair) for members in self.classes for pair in combinations(members, 2)}
        return tuple(
            pair
            for pair, distance in self.distance.items()
            if distance <= PUBLISHABLE and frozenset(pair) not in alike
        )


def kill_matrix(task: Task, seeds: Sequence[int]) -> KillMatrix:
    """Compare every pair on the value probes of every seed."""
    assert task.wrong is not None
    wrong = task.wrong
    names = (REFERENCE, *wrong.ids)
    worst: dict[tuple[str, str], float] = {}
    for seed in seeds:
        cases = [case for case in draw(task, seed) if case.id in task.value_probes]
        answers = [answers_of(wrong, case) for case in cases]
        for one, other in combinations(names, 2):
            best = max(
                from_reference(answer[other], case)
                if one == REFERENCE
                else apart(answer[one], answer[other], case.expected)
                for answer, case in zip(answers, cases, strict=True)
            )
            worst[one, other] = min(best, worst.get((one, other), best))
    return KillMatrix(task.id, names, worst, task.classes)


def answers_of(wrong: WrongFamily, case: Case) -> dict[str, Outputs | None]:
    """What each known-wrong kernel, in its first variant, answers to a case."""
    first = {name: variants[0](wrong.right) for name, variants in wrong.changes.items()}
    return {name: wrong.outputs(kernel, case.inputs) for name, kernel in first.items()}
