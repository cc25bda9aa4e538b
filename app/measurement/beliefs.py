"""Which misconceptions a candidate holds, by the evidence of concept items and of code together.

A distractor tied to a misconception may be chosen by somebody who guesses, so one choice proves little. Each
piece of evidence multiplies the odds that the misconception is held; it is named only at `NAMED`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NAMED: Final = 0.95
PRIOR: Final = 0.1
"""The share of candidates taken to hold any one misconception before evidence."""

HOLDER_CHOOSES: Final = 0.75
"""How often somebody who holds it picks its distractor when it is offered."""

HOLDER_WRITES: Final = 0.95
"""How often code of somebody who holds it shows it, where the task can."""

OTHER_WRITES: Final = 0.01
"""How often code of somebody else is diagnosed with it: one less the precision that diagnosis is held to."""


@dataclass(frozen=True)
class Choice:
    """A choice item that offers the misconception among its `options` options."""

    chosen: bool
    options: int
    right: bool


@dataclass(frozen=True)
class Code:
    """A coding item whose task can show the misconception."""

    diagnosed: bool


def posterior(evidence: Iterable[Choice | Code]) -> float:
    """Return the probability that the misconception is held, by Bayes' rule over independent evidence."""
    odds = PRIOR / (1 - PRIOR)
    for piece in evidence:
        held, other = _likelihoods(piece)
        odds *= held / other
    return odds / (1 + odds)


def _likelihoods(piece: Choice | Code) -> tuple[float, float]:
    """Return how likely the evidence is from a holder, and from anybody else."""
    if isinstance(piece, Code):
        held, other = HOLDER_WRITES, OTHER_WRITES
        return (held, other) if piece.diagnosed else (1 - held, 1 - other)
    # Anybody else knows it or guesses; a guesser takes any option alike. Half guess: an item of middling
    # difficulty.
    guess = 0.5 / piece.options
    if piece.chosen:
        return HOLDER_CHOOSES, guess
    passed_over = (1 - HOLDER_CHOOSES) / 2
    if piece.right:
        return passed_over, 0.5 + guess
    other_wrong = piece.options - 2  # neither the key nor this one
    return passed_over, other_wrong * guess if other_wrong else passed_over
