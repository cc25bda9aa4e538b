"""Checks: named properties, as data, and the rule by which each group of them is judged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.answers import Answer
from grader.bounds import Bound
from grader.compare import PRECISION_TOLERANCE, VALUE_TOLERANCE, Expected, distance
from grader.kernels.channels import Array
from grader.nested import arrays_in
from grader.results import CheckOutcome, Severity
from grader.sandbox.outcome import Returned

if TYPE_CHECKING:
    from grader.cases import Played


class Group(StrEnum):
    """What a check looks at; the group decides how it is judged."""

    VALUES = "values"
    EDGE = "edge"
    STATE = "state"
    STABILITY = "stability"
    PRECISION = "precision"
    SHAPE = "shape"
    DTYPE = "dtype"
    PURITY = "purity"
    LAYOUT = "layout"


VALUE_GROUPS = frozenset({Group.VALUES, Group.EDGE, Group.STATE})
COSTS_SCORE_ONLY = frozenset({Group.STABILITY, Group.PRECISION, Group.DTYPE})


@dataclass(frozen=True)
class Check:
    """One property over some probes.

    `outputs` narrows it to some of what is returned; a layout check compares with the same values in C order,
    which are the probe `baseline`; `sample` marks a check made of visible samples alone.
    """

    id: str
    group: Group
    severity: Severity
    weight: int
    probes: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    baseline: str = ""
    sample: bool = False

    @property
    def required(self) -> bool:
        """Whether failing it denies acceptance; else it costs score alone."""
        return self.group not in COSTS_SCORE_ONLY


@dataclass(frozen=True)
class Finding:
    """Whether one output on one probe has the property, how near it was to not having it, and why."""

    passed: bool
    ratio: float
    detail: str


def judge(check: Check, played: Mapping[str, "Played"]) -> CheckOutcome:
    """The outcome of one check: the worst finding over its probes speaks for it."""
    rule = RULES[check.group]
    findings = [finding for name in check.probes for finding in rule(check, played[name], played)]
    worst = max(findings, key=lambda finding: (not finding.passed, finding.ratio))
    return CheckOutcome(
        id=check.id,
        group=check.group.value,
        severity=check.severity,
        required=check.required,
        weight=check.weight,
        passed=worst.passed,
        detail=worst.detail,
        sample=check.sample,
    )


def judged(check: Check, played: "Played") -> list[tuple[int, Expected, Answer]]:
    """The outputs of a probe that a check looks at: position, what is right, what came."""
    rows = enumerate(zip(played.case.outputs, played.case.expected, played.answers, strict=True))
    return [(i, want, got) for i, (o, want, got) in rows if not check.outputs or o.name in check.outputs]


def measure(want: Expected, got: Answer, tolerance: float) -> Finding:
    """Whether one output is within its allowance at a relative tolerance."""
    if want.undefined and got.array is not None:
        return Finding(True, 0.0, f"{want.name} is left undefined")
    array = got.fitted(want.value.shape)
    if array is None:
        return Finding(False, np.inf, got.problem or wrong_shape(want, got))
    far = distance(array, want, tolerance)
    if far.close:
        return Finding(True, far.ratio, f"largest error {far.error:.2g}, {far.ratio:.2g} of what is allowed")
    where = f" at {list(far.index)}" if far.index else ""
    error = "" if np.isinf(far.error) else f": error {far.error:.2g}, {far.ratio:.2g} times what is allowed"
    return Finding(
        False, far.ratio, f"{want.name}{where}: expected {far.expected:.6g}, got {far.got:.6g}{error}"
    )


def wrong_shape(want: Expected, got: Answer) -> str:
    """A sentence on an array of the wrong shape."""
    assert got.array is not None
    return f"{want.name}: expected shape {want.value.shape}, got shape {got.array.shape}"


def judge_values(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """|err| <= 1e-6 B."""
    return [measure(want, got, VALUE_TOLERANCE) for _, want, got in judged(check, played)]


def judge_precision(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """|err| <= 1e-10 B, which arithmetic in float32 cannot reach."""
    return [measure(want, got, PRECISION_TOLERANCE) for _, want, got in judged(check, played)]


def judge_stability(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """|err| <= c u B, c by what the reference itself needs on this probe.

    c is at least 16 + sqrt(n)/2. Most answers are within that, and then what more is allowed is not worked
    out: on 20,000 values it costs more than all else.
    """
    findings = []
    for position, want, got in judged(check, played):
        finding = measure(want, got, played.case.least_stability_tolerance)
        if not finding.passed and got.fitted(want.value.shape) is not None:
            finding = measure(want, got, played.case.stability_tolerances[position])
        findings.append(finding)
    return findings


def judge_shape(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """Every output has exactly the shape owed: no axis of length one too many."""
    findings = []
    for _position, want, got in judged(check, played):
        right = got.array is not None and (want.undefined or got.array.shape == want.value.shape)
        problem = "" if right else got.problem or wrong_shape(want, got)
        findings.append(Finding(right, 0.0, problem or "every output has the shape owed"))
    return findings


def judge_dtype(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """Outputs shaped like x come in the dtype of x."""
    owed = played.case.dtype
    findings = []
    for position, want, got in judged(check, played):
        if not played.case.outputs[position].like_x:
            continue
        right = got.array is not None and got.array.dtype == owed
        came = f"got {got.array.dtype}" if got.array is not None else got.problem
        detail = f"{want.name}: expected {owed}, the dtype of x, {came}"
        findings.append(Finding(right, 0.0, "the dtype of x is kept" if right else detail))
    return findings


def judge_purity(check: Check, played: "Played", _: Mapping[str, "Played"]) -> list[Finding]:
    """No argument is changed by the call: inputs as they were left equal the inputs as they were given.

    Code that gives nothing back has no merit in leaving them alone.
    """
    if all(answer.array is None for answer in played.answers):
        return [Finding(False, np.inf, played.answers[0].problem)]
    if changed := changed_arguments(played):
        return [Finding(False, np.inf, f"the caller's {' and '.join(changed)} was changed in place")]
    return [Finding(True, 0.0, "every argument was left as it came")]


def changed_arguments(played: "Played") -> list[str]:
    """The names of the array arguments that are not what they were before the call."""
    return [name for name, _, _ in changes_to_arguments(played)]


def changes_to_arguments(played: "Played") -> Iterator[tuple[str, Any, Any]]:
    """Every array argument that the code changed: its name, what was given, what was left."""
    if not isinstance(played.result, Returned):
        return
    names = played.case.task.script.argument_names(played.case.inputs)
    for named, step, after in zip(names, played.case.probe.steps, played.result.args_after, strict=True):
        for name, given, left in zip(named, step.args, after, strict=True):
            if name and not same_arrays(given, left):
                yield name, given, left


def same_arrays(given: Any, left: Any) -> bool:
    """Whether the arrays in an argument are still what they were."""
    before, after = list(arrays_in(given)), list(arrays_in(left))
    return len(before) == len(after) and all(map(same_array, before, after))


def same_array(given: Array, left: Array) -> bool:
    """Whether `left` is the array `given`, value for value."""
    return left.shape == given.shape and left.dtype == given.dtype and left.tobytes() == given.tobytes()


def judge_layout(check: Check, played: "Played", all_played: Mapping[str, "Played"]) -> list[Finding]:
    """The same values in another memory order give the same result as in C order, right or wrong."""
    findings = []
    for position, want, got in judged(check, played):
        plain = all_played[check.baseline].answers[position]
        if plain.array is None or got.array is None:
            findings.append(Finding(False, np.inf, got.problem or plain.problem))
        elif plain.array.shape != got.array.shape:
            detail = f"{want.name}: shape {got.array.shape} here, {plain.array.shape} in C order"
            findings.append(Finding(False, np.inf, detail))
        else:
            findings.append(agree(want, plain.array, got))
    return findings


def agree(want: Expected, plain: Any, got: Answer) -> Finding:
    """Whether an answer equals the submission's own answer to the same values in C order."""
    assert got.array is not None
    scale = np.broadcast_to(want.bound.linear, want.value.shape)
    fits = plain.size == scale.size
    scale = scale.reshape(plain.shape) if fits else np.full(plain.shape, scale.max(initial=0.0))
    both = ~np.isfinite(plain) & ~np.isfinite(got.array)
    own = Expected(want.name, np.where(both, 0.0, plain), Bound(scale))
    return measure(own, Answer(np.where(both, 0.0, got.array)), VALUE_TOLERANCE)


Rule = Callable[[Check, "Played", Mapping[str, "Played"]], list[Finding]]

RULES: Mapping[Group, Rule] = {
    Group.VALUES: judge_values,
    Group.EDGE: judge_values,
    Group.STATE: judge_values,
    Group.STABILITY: judge_stability,
    Group.PRECISION: judge_precision,
    Group.SHAPE: judge_shape,
    Group.DTYPE: judge_dtype,
    Group.PURITY: judge_purity,
    Group.LAYOUT: judge_layout,
}
