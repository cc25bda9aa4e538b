"""Mutants of right code put before the grader and before PyTorch, each without knowing of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from grader.cases import Played
from grader.checks import Check, judge
from grader.grading import decide as verdict_of
from grader.grading import play, run_cases
from grader.results import CheckOutcome
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits
from grader.task import Task
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.grader.regrading import probes_of
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
    """The grader's verdict and what failed; nothing is diagnosed.

    Where the visible samples deny acceptance, the hidden probes are left out: they cannot give it back.
    """
    shown, hidden = probes_of(task.id, seed)
    first = run_cases(task, source, shown, sandbox)
    if first.invalid is not None:
        return verdict_of(task, first.invalid, (), ())[0], ()
    entries = play(shown, first)
    verdict, failed = judged(task, [check for check in task.checks if check.sample], entries)
    if verdict != Verdict.ACCEPTED:
        return verdict, failed
    return judged(task, task.checks, entries + play(hidden, run_cases(task, source, hidden, sandbox)))


def judged(
    task: Task, checks: Sequence[Check], entries: Sequence[Played]
) -> tuple[Verdict, tuple[CheckOutcome, ...]]:
    """The verdict of some checks, and those that failed."""
    by_id = {entry.case.id: entry for entry in entries}
    outcomes = tuple(judge(check, by_id) for check in checks)
    return verdict_of(task, None, outcomes, entries)[0], tuple(c for c in outcomes if not c.passed)
