"""Simulated cohorts: abilities, misconceptions and planted faults, held against what is measured of them.

`python -m tests.campaign.cohort [DESIGN ...]` prints the figures of some designs alone. Below full size there
are too few answers to an item for a calibration, and only what code and faults show is held.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from app.bank.load import load
from app.config import Settings
from app.db import Database, open_engine
from app.measurement.beliefs import NAMED
from app.schema import migrate
from app.simulation import PLANTS
from app.simulation.compare import Comparison, compare
from app.simulation.design import find_blueprint
from app.simulation.run import prepare
from app.simulation.run import run as simulate
from app.submissions.grading import grade_in
from grader.sandbox import open_sandbox
from grader.sandbox.pool import ZygotePool
from question_bank import load_bank

SEED = 1


@dataclass(frozen=True)
class Design:
    """What a cohort sits, and how well its abilities must be recovered."""

    candidates: int
    correlation: float
    plant: Sequence[str] = ()


DESIGNS: Mapping[str, Design] = {
    "screen": Design(2_000, 0.70),
    "general": Design(2_000, 0.87),
    # A thousand, five hundred in each group, is what the planted differential item functioning is found with.
    "choices": Design(1_000, 0.95, PLANTS),
}
NEAR_RELIABILITY, COVERED = 0.02, (0.93, 0.97)
PRECISION, RECALL = 0.99, 0.95
FLAGS = {
    "wrong-key": "check the key",
    "two-keys": "is it right too?",
    "no-discrimination": "hardly separates",
    "dif": "easier by",
}


def sat(name: str, candidates: int, done: Callable[[int], None]) -> Comparison:
    """Have a cohort sit a design on a database of its own."""
    bank, now = load_bank(), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'cohort.sqlite3'}"
        settings = Settings(environment="development", database_url=SecretStr(url))
        database = Database(open_engine(url))
        migrate(database.engine)
        pool = ZygotePool(1)
        try:
            with database.write() as session:
                load(session, bank, open_sandbox, now=now)
            with database.write() as session:
                ready = prepare(
                    session,
                    find_blueprint(bank, name),
                    seed=SEED,
                    candidates=candidates,
                    plant=DESIGNS[name].plant,
                    owner=None,
                    now=now,
                )
            simulate(database, settings, ready, grade_in(pool), now=now, done=done)
            with database.read() as session:
                return compare(session, ready.assessment_id, ready.truth)
        finally:
            pool.close()
            database.engine.dispose()


def hold(name: str, found: Comparison, *, whole: bool) -> None:
    """Assert what is promised of a design."""
    design, told = DESIGNS[name], list(found.lines())
    assert found.code.precision >= PRECISION, told
    assert found.code.recall >= RECALL, told
    assert found.least_probable >= NAMED, told
    if not whole:
        return
    assert found.correlation >= design.correlation, told
    assert abs(found.correlation - found.reliability**0.5) <= NEAR_RELIABILITY, told
    assert COVERED[0] <= found.covered <= COVERED[1], told
    for kind in design.plant:
        (flags,) = (flags for item, flags in found.flags.items() if f"({kind})" in item)
        assert any(FLAGS[kind] in flag for flag in flags), told


def run(size: float, names: Sequence[str] = ()) -> str:
    """Have every design sat, or the named ones; at full size hold all that is promised."""
    told = []
    for name in names or (DESIGNS if size >= 1 else ["general"]):
        candidates = max(20, round(DESIGNS[name].candidates * min(size, 1)))
        found = sat(name, candidates, done=lambda count: None)
        hold(name, found, whole=size >= 1)
        told.append("\n  ".join([f"{name}:", *found.lines()]))
    return "\n".join(told)


if __name__ == "__main__":
    print(run(1, sys.argv[1:]))
