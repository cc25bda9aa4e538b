"""What a submission did on the value probes, as evidence for or against a known-wrong kernel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from grader.answers import Answer
from grader.cases import Case, Played
from grader.compare import VALUE_TOLERANCE, Expected
from grader.kernels.channels import Array
from grader.known_wrong.family import Hypothesis, Outputs, WrongFamily
from grader.sandbox.outcome import Raised
from grader.separation import ROUNDING, apart, from_reference, gap

# A digit of a wrong kernel's answer counts as known if float64 and extended precision agree this far.
RELIABLE = 1e-2


@dataclass(frozen=True)
class Effect:
    """Whether a kernel changes an output, and whether what it makes of it is what came."""

    changes: bool
    explains: bool


def may_share(one: Effect, other: Effect, right: bool) -> bool:
    """Whether two kernels' changes to one output could together be what came."""
    if one.changes and other.changes:
        return not right
    if one.changes:
        return one.explains
    return other.explains if other.changes else right


@dataclass(frozen=True)
class Evidence:
    """The value probes of a submission, and the wrong kernels they are held against."""

    wrong: WrongFamily
    probes: Sequence[Played]
    profiles: dict[Hypothesis, tuple["Effect", ...]] = field(default_factory=dict, compare=False, repr=False)

    def fits(self, hypothesis: Hypothesis) -> bool:
        """Whether the kernel reproduces every output of every probe that returned, and differs somewhere."""
        return all(self.matches(hypothesis, played) for played in self.probes) and any(
            self.separates(hypothesis, played) and not played.failure for played in self.probes
        )

    def matches(self, hypothesis: Hypothesis, played: Played) -> bool:
        """Whether one probe speaks for the kernel, or at least not against it."""
        answer = self.answer(hypothesis, played.case)
        if answer is None:
            return isinstance(played.result, Raised)
        if played.failure:
            return True
        known = self.known_digits(hypothesis, played, answer)
        outputs = zip(answer, played.answers, played.case.expected, known, strict=True)
        return all(agrees(said, got, want, mask) for said, got, want, mask in outputs)

    def answer(self, hypothesis: Hypothesis, case: Case) -> Outputs | None:
        """What the kernel gives on a probe; a single kernel's answer to a visible sample is kept for all."""
        if case.id not in case.task.sample_inputs or hypothesis not in self.wrong.on_samples:
            return self.wrong.answer(hypothesis.kernel, case.in_float64)
        kept = self.wrong.on_samples[hypothesis]
        if case.id not in kept:
            kept[case.id] = self.wrong.answer(hypothesis.kernel, case.in_float64)
        return kept[case.id]

    def known_digits(self, hypothesis: Hypothesis, played: Played, answer: Outputs) -> Sequence[Array | bool]:
        """Per output, where the kernel's answer means anything; asked only of edge probes."""
        if not played.case.is_edge:
            return [True] * len(answer)
        reliable = self.wrong.outputs_in_more_digits(hypothesis.kernel, played.case.inputs)
        assert reliable is not None
        outputs = zip(answer, reliable, played.case.expected, strict=True)
        return [meaningful(said, again, want) for said, again, want in outputs]

    @cached_property
    def first(self) -> Played:
        """The first probe that returned: constants are solved on it, and pairs are sifted by it."""
        return next(played for played in self.probes if not played.failure)

    def could_join(self, one: Hypothesis, other: Hypothesis) -> bool:
        """Whether two mistakes in one kernel could give what came on the first probe, output by output.

        Where one of them changes an output and the other does not, the first alone must explain it; where
        neither does it must be right, and where both do it must not be.
        """
        pairs = zip(self.profile(one), self.profile(other), self.right_outputs, strict=True)
        return all(may_share(a, b, right) for a, b, right in pairs)

    def leaves_to_eps(self, other: Hypothesis) -> bool:
        """Whether an eps slip beside `other` could be: an output that shows eps is not explained by it."""
        return any(not effect.explains for effect in self.profile(other))

    @cached_property
    def right_outputs(self) -> tuple[bool, ...]:
        """Which outputs of the first probe are right."""
        outputs = zip(self.first.case.expected, self.first.answers, strict=True)
        return tuple(agrees(want.value, got, want) for want, got in outputs)

    def profile(self, hypothesis: Hypothesis) -> tuple["Effect", ...]:
        """What a kernel does to each output of the first probe."""
        if hypothesis not in self.profiles:
            self.profiles[hypothesis] = tuple(self._effects(hypothesis))
        return self.profiles[hypothesis]

    def _effects(self, hypothesis: Hypothesis) -> Iterator["Effect"]:
        case = self.first.case
        answer = self.answer(hypothesis, case)
        if answer is None:
            yield from (Effect(True, True) for _ in case.expected)
            return
        for said, want, got in zip(answer, case.expected, self.first.answers, strict=True):
            yield Effect(gap(said, want.value, want) > 1, agrees(said, got, want))

    def separates(self, hypothesis: Hypothesis, played: Played) -> bool:
        """Whether the kernel and the reference differ on a probe by more than is allowed."""
        return from_reference(self.answer(hypothesis, played.case), played.case) > 1

    def leaks_axes(self, hypothesis: Hypothesis, played: Played) -> bool:
        """Whether the kernel answers in another shape than is owed."""
        answer = self.answer(hypothesis, played.case)
        owed = [want.value.shape for want in played.case.expected]
        return answer is not None and [output.shape for output in answer] != owed

    def separating(self, hypothesis: Hypothesis) -> Iterator[Played]:
        """The probes that can tell the kernel from the reference."""
        return (played for played in self.probes if self.separates(hypothesis, played))

    def same(self, one: Hypothesis, other: Hypothesis) -> bool:
        """Whether two kernels are equal on all probes, those that did not return included."""
        return all(
            apart(
                self.answer(one, played.case),
                self.answer(other, played.case),
                played.case.expected,
            )
            <= 1
            for played in self.probes
        )


def agrees(predicted: Array, answer: Answer, want: Expected, known: Array | bool = True) -> bool:
    """Whether what came is what the kernel predicts, where the prediction means anything.

    A kernel that leaks axes predicts another shape than is owed; then that shape must have come.
    """
    leaked = predicted.shape != want.value.shape
    got = answer.array if leaked else answer.fitted(want.value.shape)
    if got is None or got.shape != predicted.shape:
        return False
    allowed, judged = want.bound.allowance(VALUE_TOLERANCE), np.isfinite(predicted)
    if leaked:
        allowed = allowed.max()
    else:
        judged &= known & ~np.isnan(want.value)
    with np.errstate(all="ignore"):
        close = np.abs(got - predicted) <= allowed + ROUNDING * np.abs(predicted)
    return bool(np.all(close | ~judged))


def meaningful(answer: Array, in_more_digits: Array, want: Expected) -> Array:
    """Where a kernel's answer does not hang on rounding, as 0/0 does that came out as a ratio of errors."""
    if answer.shape != want.value.shape:
        return np.ones(answer.shape, dtype=bool)
    with np.errstate(all="ignore"):
        difference = np.abs(answer - in_more_digits)
        steady: Array = difference <= RELIABLE * want.bound.allowance(VALUE_TOLERANCE)
    return steady
