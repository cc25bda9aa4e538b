"""Grade right implementations in many styles on fresh seeds: none may lose a point, in float64 or float32."""

import warnings
from collections import Counter
from collections.abc import Iterator

from grader.cases import Case
from grader.draw import draw
from grader.grading import play, report, run_cases
from grader.results import GradeReport
from grader.tasks import TASKS
from tests.grader.samples import Sample, right_samples
from tests.grader.unlocked import UnlockedSandbox

SEEDS = 200


def run(size: float) -> str:
    """Grade every right sample on SEEDS * size seeds."""
    samples, seeds = right_samples(), range(max(1, round(SEEDS * size)))
    wrong: list[str] = []
    graded: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one value a channel and the like; warnings are no errors in a task
        for seed in seeds:
            for sample, judged in graded_on(samples, seed):
                graded[sample.task.id] += 1
                if judged.score != 1 or judged.diagnosis:
                    wrong.append(
                        f"{sample} on seed {seed}: {judged.verdict}, {judged.score:.2f}, {lost(judged)}"
                    )
    assert not wrong, f"{len(wrong)} right implementations lost points:\n" + "\n".join(wrong[:20])
    return (
        f"{graded.total()} gradings of {len(samples)} right implementations of {len(graded)} tasks "
        f"on {len(seeds)} seeds each, all with the full score"
    )


def graded_on(samples: list[Sample], seed: int) -> Iterator[tuple[Sample, GradeReport]]:
    """The report on each sample; the probes of a task are drawn once for all samples of it."""
    sandbox = UnlockedSandbox()
    for task in TASKS.values():
        shown = [Case(task, name, inputs) for name, inputs in task.sample_inputs.items()]
        hidden = draw(task, seed)
        for sample in samples:
            if sample.task is task:
                runs = [run_cases(task, sample.source, cases, sandbox) for cases in (shown, hidden)]
                played = play(shown, runs[0]) + play(hidden, runs[1])
                yield sample, report(task, seed, "submit", runs, played)


def lost(judged: GradeReport) -> str:
    """The failed checks with their reasons."""
    return "; ".join(f"{check.id}: {check.detail}" for check in judged.checks if not check.passed)
