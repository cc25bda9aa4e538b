"""What a full grade costs, as ratios to a plain `import numpy`.

A grade is everything: drawing the probes, running them behind the lock, judging, and on failure the diagnosis
and the counterexample. Every grade has a fresh seed, as every submission has.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from benchmarks.sandbox import command_s, import_command, import_name
from grader.grading import grade
from grader.mutants.all import ALL
from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Sandbox
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.grader.samples import right_samples

ROUNDS = 5
REJECTED_PER_TASK = 4  # mutants a round, others in every round


def grade_s(task: str, source: str, seed: int, sandbox: Sandbox) -> tuple[float, Verdict]:
    """Return the seconds one grade takes, and its verdict."""
    began = time.perf_counter()
    report = grade(TASKS[task], source, seed=seed, sandbox=sandbox)
    return time.perf_counter() - began, report.verdict


def measure(sandbox: Sandbox) -> tuple[list[float], Mapping[tuple[str, Verdict], list[float]]]:
    """Return the seconds of imports and, by task and verdict, of grades, all taken side by side."""
    right: dict[str, list[str]] = defaultdict(list)
    for sample in right_samples():
        right[sample.task.id].append(sample.source)
    wrong: dict[str, list[str]] = defaultdict(list)
    for mutant in ALL:
        wrong[mutant.task].append(mutant.source)
    imports: list[float] = []
    grades: dict[tuple[str, Verdict], list[float]] = defaultdict(list)
    for turn in range(ROUNDS):
        for task in TASKS:
            imports.append(command_s(*import_command()))
            for source in [*in_turn(right[task], turn, 1), *in_turn(wrong[task], turn, REJECTED_PER_TASK)]:
                took, verdict = grade_s(task, source, turn, sandbox)
                grades[task, verdict].append(took)
    return imports, grades


def in_turn(sources: Sequence[str], turn: int, count: int) -> list[str]:
    """Return `count` of the sources, others in every turn, spread over all of them."""
    step = max(1, len(sources) // (count * ROUNDS))
    return [sources[(turn + ROUNDS * k) * step % len(sources)] for k in range(count)] if sources else []


def main() -> None:
    """Print the ratios."""
    with_sandbox = open_sandbox(1)
    try:
        for task in TASKS.values():  # the first grade of a task hashes its version and shows its samples
            grade(task, "", seed=0, sandbox=with_sandbox)
        imports, grades = measure(with_sandbox)
    finally:
        with_sandbox.close()
    unit = statistics.median(imports)
    print(f"{import_name():28} {unit * 1e3:8.1f} ms")
    for verdict, claim in ((Verdict.ACCEPTED, 0.5), (Verdict.WRONG_ANSWER, 2.0)):
        taken = {task: times for (task, got), times in grades.items() if got is verdict}
        medians = {task: statistics.median(times) / unit for task, times in taken.items()}
        for name, ratio in medians.items():
            print(f"{name:20} {verdict:14} {ratio:5.2f}    ({max(taken[name]) / unit:.2f} at most)")
        every = statistics.median(time for times in taken.values() for time in times) / unit
        print(f"{f'{verdict} / import numpy':35} {every:5.2f}    (claimed: at most {claim})")
        print(f"{'the same of the slowest task':35} {max(medians.values()):5.2f}")
