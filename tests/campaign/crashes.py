"""The crash test on both databases: `python -m tests.crash` with a hundred kills for SIZE=1."""

from tests.crash.campaign import crash

KILLS = 50


def run(size: float) -> str:
    """Kill KILLS * size times on each database while candidates are at work."""
    kills = max(3, round(KILLS * size))
    return "; ".join(
        crash(database, kills=kills, candidates=4, seed=1) for database in ("sqlite", "postgresql")
    )
