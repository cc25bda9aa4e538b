"""A hiring round of 500 on each database: nothing fails, nothing is lost, all code is graded."""

from tests.load.__main__ import run as play

CANDIDATES = 500
SECONDS = 30.0


def run(size: float) -> str:
    """Play it with CANDIDATES * size people."""
    count = max(10, round(CANDIDATES * size))
    rounds = [
        play(kind, candidates=count, seconds=SECONDS * size, graders=2) for kind in ("sqlite", "postgresql")
    ]
    return "\n".join(rounds)
