"""Grade right implementations in many styles on fresh seeds: none may lose a point, in float64 or float32."""

import warnings
from collections import Counter
from collections.abc import Iterator

from grader.results import GradeReport
from tests.grader.regrading import probes_of, regraded
from tests.grader.samples import Sample, right_samples

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
    for sample in samples:
        yield sample, regraded(sample.task, sample.source, seed)
    probes_of.cache_clear()


def lost(judged: GradeReport) -> str:
    """The failed checks with their reasons."""
    return "; ".join(f"{check.id}: {check.detail}" for check in judged.checks if not check.passed)
