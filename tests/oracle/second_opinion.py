"""Mutants of right code put before the grader and before PyTorch, each without knowing of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from grader.checks import judge
from grader.grading import decide as verdict_of
from grader.results import CheckOutcome
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits
from grader.task import Task
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.grader.regrading import played
from tests.grader.samples import Sample, right_samples
from tests.oracle.decision import Decision, Question, decide
from tests.oracle.mutation import Mutant, mutants
from tests.oracle.questions import questions

SEEDS = 4
LIMITS = Limits(cpu_time_s=1.5)  # mutants loop for ever now and then


@dataclass(frozen=True)
class Outcome:
    """What both said of a mutant."""

    sample: Sample
    mutant: Mutant
    seed: int
    decided: Decision
    why: str
    verdict: Verdict
    failed: tuple[CheckOutcome, ...]

    @property
    def limited(self) -> bool:
        """Whether it is right where PyTorch asked and too slow or large for a probe: a verdict of its own."""
        return self.decided == Decision.RIGHT and self.verdict in (Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT)

    @property
    def agreed(self) -> bool:
        """Whether the grader accepted what is right and nothing else."""
        return self.decided == (Decision.RIGHT if self.verdict == Verdict.ACCEPTED else Decision.WRONG)

    def __str__(self) -> str:
        failed = [f"{check.id} ({check.detail})" for check in self.failed if check.required]
        return (
            f"{self.sample.path.stem}, {self.mutant.change}, seed {self.seed}: {self.decided} by PyTorch "
            f"({self.why}), {self.verdict} by the grader ({'; '.join(failed[:2])})"
        )


def chosen(count: int) -> list[tuple[Sample, Mutant]]:
    """`count` mutants of the right samples, the same for the same count; all where there are no more."""
    every = [(sample, mutant) for sample in right_samples() for mutant in mutants(sample.source)]
    order = np.random.default_rng(0).permutation(len(every))
    return [every[place] for place in sorted(order[:count])]


def outcomes(pairs: Sequence[tuple[Sample, Mutant]], sandbox: Sandbox) -> Iterator[Outcome]:
    """Both opinions on each mutant; seeds go round."""
    for number, (sample, mutant) in enumerate(pairs):
        seed = number % SEEDS
        task = replace(sample.task, limits=LIMITS)
        asked = questions_to(task.id, seed)
        run = sandbox.run(mutant.source, (task.entry_point,), [q.probe for q in asked], LIMITS)
        decided, why = decide(asked, run)
        verdict, failed = grade(task, mutant.source, seed, sandbox)
        yield Outcome(sample, mutant, seed, decided, why, verdict, failed)


@cache
def questions_to(task: str, seed: int) -> list[Question]:
    """Asked once for all mutants of a task."""
    return questions(task, TASKS[task].entry_point, seed)


def grade(task: Task, source: str, seed: int, sandbox: Sandbox) -> tuple[Verdict, tuple[CheckOutcome, ...]]:
    """The grader's verdict and what failed; nothing is diagnosed."""
    runs, entries = played(task, source, seed, sandbox)
    invalid = runs[-1].invalid
    by_id = {entry.case.id: entry for entry in entries}
    checks = () if invalid is not None else tuple(judge(check, by_id) for check in task.checks)
    verdict, _ = verdict_of(task, invalid, checks, entries)
    return verdict, tuple(check for check in checks if not check.passed)
