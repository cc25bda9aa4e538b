"""Which misconception explains a wrong submission: the smallest set whose kernel gives all of its outputs.

One id is tried first, then the pairs known to go together (a momentum convention with what is recorded of
the variance: R01 with R02 is the commonest code in public), then an eps slip with one other. Constants that
stand in for eps or momentum are solved for. Where two kernels that are not equal on the task both fit, or
none does, nothing is said.
"""

from collections.abc import Callable, Iterator, Sequence
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
    for level in (singles, solved_singles, momentum_pairs, eps_pairs):
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
    """Every id that applies."""
    yield from evidence.wrong.singles


def solved_singles(evidence: Evidence) -> Iterator[Hypothesis]:
    """A constant eps or momentum; one that amounts to another id has been found before."""
    right = Hypothesis((), evidence.wrong.right)
    yield from solved_epsilons(evidence, right)
    yield from solved_weights(evidence, right)


def momentum_pairs(evidence: Evidence) -> Iterator[Hypothesis]:
    """A momentum slip with a slip in what the running variance records."""
    recorded = single_hypotheses(evidence.wrong, RECORDED_SLIPS)
    yield from joined(evidence, single_hypotheses(evidence.wrong, MOMENTUM_SLIPS), recorded)
    for other in recorded:
        yield from solved_weights(evidence, other)


def eps_pairs(evidence: Evidence) -> Iterator[Hypothesis]:
    """An eps slip, in its first variant, with one other misconception; a constant eps is solved for."""
    wrong = evidence.wrong
    slips = [
        Hypothesis((name,), wrong.first_variants[name], wrong.changes[name][0])
        for name in wrong.ids
        if name.startswith("E") and name != "E06"
    ]
    others = single_hypotheses(wrong, [name for name in wrong.ids if not name.startswith("E")])
    yield from joined(evidence, slips, others)
    for other in others:
        if evidence.leaves_to_eps(other):
            yield from solved_epsilons(evidence, other)


def joined(
    evidence: Evidence, firsts: Sequence[Hypothesis], seconds: Sequence[Hypothesis]
) -> Iterator[Hypothesis]:
    """Every first with every second that could together give what came."""
    return (
        first.joined(second) for first in firsts for second in seconds if evidence.could_join(first, second)
    )


def single_hypotheses(wrong: WrongFamily, names: Sequence[str]) -> list[Hypothesis]:
    """Those single hypotheses that are named."""
    return [single for single in wrong.singles if single.ids[0] in names]


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

    constant = solve(evidence.wrong, evidence.first, kernel_with)
    if constant is not None:
        yield Hypothesis(tuple(sorted((name, *base.ids))), kernel_with(constant))
