"""Shrink a counterexample for every mutant on fresh seeds: each must have one that a person can follow."""

import statistics
import warnings

from grader.grading import grade
from grader.mutants.all import ALL
from grader.tasks import TASKS
from tests.grader.test_counterexample import BY_HAND, numbers_in
from tests.grader.unlocked import UnlockedSandbox

SEEDS = 10


def run(size: float) -> str:
    """Grade every mutant on SEEDS * size seeds."""
    seeds = range(max(1, round(SEEDS * size)))
    wrong: list[str] = []
    numbers: list[int] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 0/0 and the like, which mutants make
        for seed in seeds:
            for mutant in ALL:
                report = grade(TASKS[mutant.task], mutant.source, seed=seed, sandbox=UnlockedSandbox())
                if report.counterexample is None:
                    wrong.append(f"{mutant} on seed {seed}: none")
                    continue
                numbers.append(numbers_in(report.counterexample.inputs))
                if numbers[-1] > BY_HAND:
                    wrong.append(f"{mutant} on seed {seed}: {numbers[-1]} numbers")
    assert not wrong, f"{len(wrong)} mutants have no small counterexample:\n" + "\n".join(wrong[:20])
    return (
        f"{len(numbers)} counterexamples of {len(ALL)} mutants on {len(seeds)} seeds each: "
        f"{statistics.median(numbers):g} numbers in the median, {max(numbers)} at most"
    )
