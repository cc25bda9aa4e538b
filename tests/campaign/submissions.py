"""Thousands of submissions on one pool: flat memory, nothing left behind, every honest one graded right."""

import itertools
import os
import random
import resource
import threading
import time
from pathlib import Path

import numpy as np

from grader.sandbox.outcome import Returned, Run, Sandbox
from grader.sandbox.pool import ZygotePool
from grader.sandbox.program import Limits, Probe, Step, Value
from tests.grader.sandbox.asking import HONEST
from tests.grader.sandbox.host import descendants

IN_A_ROW = 10_000
MIXED = 5_000
GROWTH_MIB = 24.0
LIMITS = Limits(cpu_time_s=0.1, wall_time_s=0.5, memory_mib=128, result_bytes=2**20)
HOSTILE = Path(__file__).parents[1] / "grader" / "sandbox" / "attacks"


def run(size: float) -> str:
    """Run both campaigns; fail on growth, on anything left behind, on an honest submission misjudged."""
    return f"{in_a_row(int(IN_A_ROW * size))}; {mixed(int(MIXED * size))}"


def in_a_row(count: int) -> str:
    """Run honest submissions one after the other and compare what is held before and after."""
    with ZygotePool(1) as sandbox:
        for _ in range(100):
            assert honest(sandbox)
        before = held()
        for _ in range(count):
            assert honest(sandbox)
        time.sleep(0.2)
        after = held()
    assert after[:2] == before[:2], f"descriptors and processes: {before[:2]} before, {after[:2]} after"
    assert after[2] - before[2] < GROWTH_MIB, f"grew from {before[2]:.0f} to {after[2]:.0f} MiB"
    return f"{count} in a row: {before[2]:.0f} MiB before, {after[2]:.0f} MiB after"


def held() -> tuple[int, int, float]:
    """Return how many descriptors and processes are held, and the memory in MiB."""
    ours = [os.getpid(), *descendants()]
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in ours)
    return len(list(Path("/proc/self/fd").iterdir())), len(ours), pages * resource.getpagesize() / 2**20


def honest(sandbox: Sandbox) -> bool:
    """Run an honest submission and say whether it was graded right."""
    x = np.random.default_rng(0).standard_normal((8, 3))
    run = sandbox.run(HONEST, ["f"], [Probe("p", (Step("call", "f", (x,)),))], Limits())
    (result,) = run.results
    expected = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.1)
    return isinstance(result, Returned) and np.allclose(np.asarray(result.values[0]), expected, rtol=1e-12)


def mixed(count: int) -> str:
    """Run honest, hostile and crashing submissions two at a time."""
    rng = random.Random(0)
    attacks = sorted(HOSTILE.rglob("*.py"))
    kinds = [rng.choice(["honest", "hostile", "crashing"]) for _ in range(count)]
    work = iter(list(enumerate(kinds)))
    turn = threading.Lock()
    wrong: list[str] = []
    with ZygotePool(2) as sandbox:
        processes = len(descendants())

        def worker() -> None:
            while True:
                with turn:
                    number, kind = next(work, (0, ""))
                if not kind:
                    return
                if kind == "honest":
                    if not honest(sandbox):
                        wrong.append(f"submission {number}")
                elif kind == "hostile":
                    hostile(sandbox, attacks[number % len(attacks)].read_text())
                else:
                    hostile(sandbox, CRASHES[number % len(CRASHES)])

        workers = [threading.Thread(target=worker) for _ in range(2)]
        for thread in workers:
            thread.start()
        for thread in workers:
            thread.join()
        time.sleep(0.2)
        left = len(descendants()) - processes
    assert not wrong, f"honest submissions misjudged: {wrong[:5]}"
    assert left == 0, f"{left} processes left behind"
    return f"{count} mixed, {kinds.count('honest')} honest, all of those right"


def hostile(sandbox: Sandbox, source: str) -> Run:
    """Run something hostile; what comes of it is for other tests to say."""
    argument: dict[str, Value] = {
        "file": "/etc/hostname",
        "folder": "/tmp/absent",
        "victim": "/tmp/absent",
        "tcp": 9,
        "pid": 1,
    }
    argument |= {"unix": "/tmp/absent", "abstract": "absent", "marker": "nothing to find"}
    return sandbox.run(source, ["f"], [Probe("p", (Step("call", "f", (argument,)),))], LIMITS)


CRASHES = list(
    itertools.chain(
        [f"import os\ndef f(x): os._exit({status})\n" for status in (0, 1, 255)],
        ["import sys\ndef f(x): sys.modules['ctypes'].string_at(8)\n"],
        ["import os\nos.abort()\ndef f(x): pass\n", "def f(x): raise SystemExit\n", "def f(: pass\n"],
    )
)
