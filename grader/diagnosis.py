"""Which misconception explains a wrong submission: the smallest set whose kernel gives all of its outputs.

One id is tried first, then the pairs known to go together (a momentum convention with what is recorded of
the variance: R01 with R02 is the commonest code in public), then an eps slip with one other. Constants that
stand in for eps or momentum are solved for. Where two kernels that are not equal on the task both fit, or
none does, nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from grader.cases import Played
from grader.evidence import Evidence
from grader.known_wrong.family import Hypothesis, WrongFamily
from grader.known_wrong.mistakes_forward import Change, eps_hard
from grader.known_wrong.mistakes_training import weight_hard
from grader.misconceptions import CATALOGUE
from grader.results import Diagnosis
from grader.solving import solved_eps, solved_weight
from grader.task import Task

MOMENTUM_SLIPS = ("R01", "R07", "R11")
Solve: TypeAlias = Callable[[WrongFamily, Played, Callable[[float], Any]], float | None]
RECORDED_SLIPS = ("R02", "R03", "R04")


@dataclass(frozen=True)
class OutputDiagnosis:
    """The misconceptions that give a submission's outputs; `leaks_axes` if they give wrong shapes too."""

    diagnoses: tuple[Diagnosis, ...] = ()
    leaks_axes: bool = False


def diagnose_outputs(task: Task, played: Sequence[Played]) -> OutputDiagnosis:
    """The misconceptions whose kernel gives what the submission gave on every value probe; none on doubt."""
    by_id = {entry.case.id: entry for entry in played}
    probes = [by_id[name] for name in task.value_probes if name in by_id]
    if task.wrong is None or not any(not probe.failure for probe in probes):
        return OutputDiagnosis()
    evidence = Evidence(task.wrong, probes)
    for level in (singles, momentum_pairs, eps_pairs):
        fitting = [hypothesis for hypothesis in level(evidence) if evidence.fits(hypothesis)]
        if fitting:
            return explained(evidence, fitting)
    return OutputDiagnosis()


def explained(evidence: Evidence, fitting: Sequence[Hypothesis]) -> OutputDiagnosis:
    """The first of the fitting kernels, if the others are equal to it on this task."""
    first = fitting[0]
    if not all(evidence.same(first, other) for other in fitting[1:]):
        return OutputDiagnosis()
    others = dict.fromkeys(name for other in fitting for name in other.ids if len(other.ids) == 1)
    separating = list(evidence.separating(first))
    matched = sum(not probe.failure for probe in separating)
    diagnoses = tuple(
        named(name, matched, len(separating), tuple(other for other in others if other != name))
        for name in first.ids
    )
    return OutputDiagnosis(diagnoses, any(evidence.leaks_axes(first, played) for played in separating))


def named(name: str, matched: int, separating: int, equivalent: tuple[str, ...] = ()) -> Diagnosis:
    """A diagnosis with what the catalogue says of it."""
    entry = CATALOGUE[name]
    return Diagnosis(
        id=name,
        slug=entry.slug,
        title=entry.title,
        severity=entry.severity,
        probes_matched=matched,
        probes_separating=separating,
        equivalent=equivalent,
        explanation=entry.explanation,
    )


def singles(evidence: Evidence) -> Iterator[Hypothesis]:
    """Every id that applies, with constants solved for."""
    yield from evidence.wrong.singles
    yield from with_solved_constants(evidence, Hypothesis((), evidence.wrong.right))


def momentum_pairs(evidence: Evidence) -> Iterator[Hypothesis]:
    """A momentum slip with a slip in what the running variance records."""
    wrong = evidence.wrong
    yield from wrong.pairs(MOMENTUM_SLIPS, RECORDED_SLIPS)
    for recorded in single_hypotheses(wrong, RECORDED_SLIPS):
        yield from solved_weights(evidence, recorded)


def eps_pairs(evidence: Evidence) -> Iterator[Hypothesis]:
    """An eps slip with one other misconception."""
    wrong = evidence.wrong
    slips = [name for name in wrong.ids if name.startswith("E")]
    others = [name for name in wrong.ids if not name.startswith("E")]
    yield from wrong.pairs(slips, others)
    for other in single_hypotheses(wrong, others):
        yield from solved_epsilons(evidence, other)


def single_hypotheses(wrong: WrongFamily, names: Iterable[str]) -> Iterator[Hypothesis]:
    """Those single hypotheses that are named."""
    return (single for single in wrong.singles if single.ids[0] in names)


def with_solved_constants(evidence: Evidence, base: Hypothesis) -> Iterator[Hypothesis]:
    """`base` with the constant eps, then the constant momentum, that the outputs ask for."""
    yield from solved_epsilons(evidence, base)
    yield from solved_weights(evidence, base)


def solved_epsilons(evidence: Evidence, base: Hypothesis) -> Iterator[Hypothesis]:
    """`base` with a constant for eps."""
    if "E06" in evidence.wrong.changes:
        yield from solved(evidence, base, "E06", eps_hard, solved_eps)


def solved_weights(evidence: Evidence, base: Hypothesis) -> Iterator[Hypothesis]:
    """`base` with a constant for momentum."""
    if "R07" in evidence.wrong.changes:
        yield from solved(evidence, base, "R07", weight_hard, solved_weight)


def solved(
    evidence: Evidence, base: Hypothesis, name: str, hard: Callable[[float], Change], solve: Solve
) -> Iterator[Hypothesis]:
    """`base` with the constant that one probe asks for, as the misconception `name`."""

    def kernel_with(constant: float) -> Any:
        return evidence.wrong.of_norm(hard(constant))(base.kernel)

    for played in telling(evidence):
        constant = solve(evidence.wrong, played, kernel_with)
        if constant is not None:
            yield Hypothesis(tuple(sorted((name, *base.ids))), kernel_with(constant))


def telling(evidence: Evidence) -> list[Played]:
    """The probe that a constant is solved on: the first that returned."""
    return [played for played in evidence.probes if not played.failure][:1]
