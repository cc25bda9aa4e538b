"""Mutants of right code before the grader and before PyTorch: they must agree on every one.

It needs PyTorch, which `make oracle` installs beside.
"""

from collections import Counter

from grader.sandbox import open_sandbox
from tests.oracle.second_opinion import chosen, outcomes

MUTANTS = 6_000


def run(size: float) -> str:
    """Compare both opinions on MUTANTS * size mutants."""
    pairs = chosen(max(1, round(MUTANTS * size)))
    sandbox = open_sandbox(1)
    counted: Counter[str] = Counter()
    differing: list[str] = []
    limited: list[str] = []
    try:
        for outcome in outcomes(pairs, sandbox):
            counted[outcome.decided] += 1
            if outcome.limited:
                limited.append(str(outcome))
            elif not outcome.agreed:
                differing.append(str(outcome))
    finally:
        sandbox.close()
    assert not differing, f"{len(differing)} of {len(pairs)} mutants judged differently:\n" + "\n".join(
        differing
    )
    return (
        f"{len(pairs)} mutants of {len({sample.path for sample, _ in pairs})} right implementations: "
        f"{counted['wrong']} wrong and {counted['right']} right by PyTorch, and by the grader the same ones, "
        + "; ".join([f"but for {len(limited)} right ones past a limit", *limited])
    )
