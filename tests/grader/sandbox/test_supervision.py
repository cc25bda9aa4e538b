"""Zygotes that die, hang or grow are replaced unnoticed; the sandbox ends with its parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest

from grader.sandbox import open_sandbox, place, pool, process, run
from grader.sandbox.outcome import Run, Sandbox, SandboxFailed, SandboxMissing, Stopped
from grader.sandbox.place import Place
from grader.sandbox.process import ZygoteProcess
from grader.sandbox.program import Limits
from grader.sandbox.zygote.control import Ended
from grader.verdict import Verdict
from tests.grader.sandbox.asking import HONEST, ask, value_of
from tests.grader.sandbox.host import descendants


@pytest.fixture
def fresh() -> Iterator[Sandbox]:
    """A pool of its own, since these tests break it."""
    opened = open_sandbox(1)
    yield opened
    opened.close()


def keeper(sandbox: Sandbox) -> int:
    """Return the number of the pool's only process that is our own child."""
    assert isinstance(sandbox, pool.ZygotePool)
    return sandbox.processes()[0]


def zygotes_of(number: int) -> list[int]:
    """Return the children of a process."""
    return [int(pid) for pid in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def gone(pids: set[int], within_s: float = 5.0) -> bool:
    """Say whether all the processes end in time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    """Say whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["dead", "hung"])
def test_a_lost_zygote_is_replaced_and_the_submission_run_again(
    fresh: Sandbox, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(run, "GRACE_S", 0.2)
    (zygote,) = zygotes_of(keeper(fresh))
    os.kill(zygote, number)
    result = ask(fresh, HONEST, np.eye(2), limits=Limits(wall_time_s=0.3))
    assert value_of(result).shape == (2, 2)
    assert gone({zygote})


def test_code_that_waits_for_its_turn_on_a_busy_host_is_not_ended_by_the_wall_clock(fresh: Sandbox) -> None:
    (zygote,) = zygotes_of(keeper(fresh))
    over = threading.Event()

    def crowd() -> None:
        """Leave the children a fifth of the time."""
        while not over.is_set():
            for number, seconds in ((signal.SIGSTOP, 0.04), (signal.SIGCONT, 0.01)):
                for child in zygotes_of(zygote):
                    with suppress(ProcessLookupError):
                        os.kill(child, number)
                time.sleep(seconds)

    crowding = threading.Thread(target=crowd)
    crowding.start()
    try:
        source = "import time\ndef f():\n    while time.process_time() < 0.15: pass\n    return 1\n"
        result = ask(fresh, source, limits=Limits(cpu_time_s=1.0, wall_time_s=0.4))
    finally:
        over.set()
        crowding.join()
    assert result.wall_ms > 400
    assert value_of(result) == 1


def test_a_zygote_that_dies_during_a_run_is_replaced_unnoticed(fresh: Sandbox) -> None:
    (zygote,) = zygotes_of(keeper(fresh))
    threading.Timer(0.2, os.kill, (zygote, signal.SIGKILL)).start()
    source = "import time\ndef f():\n    time.sleep(0.5)\n    return 1\n"
    assert value_of(ask(fresh, source)) == 1


def test_a_bloated_zygote_is_replaced(fresh: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keeper(fresh)
    ask(fresh, HONEST, np.eye(2))
    assert keeper(fresh) == first
    monkeypatch.setattr(place, "BLOAT_BYTES", -1)
    ask(fresh, HONEST, np.eye(2))
    assert keeper(fresh) != first


def test_three_failures_in_a_row_are_reported_and_not_retried_for_ever(
    fresh: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def dying(self: ZygoteProcess) -> Ended:
        tries.append(self)
        raise process.ZygoteLost("it was made to fail")

    monkeypatch.setattr(ZygoteProcess, "ended", dying)
    with pytest.raises(SandboxFailed, match="3 times in a row, last because it was made to fail"):
        ask(fresh, HONEST, np.eye(2))
    assert len(tries) == 3
    monkeypatch.undo()
    assert value_of(ask(fresh, HONEST, np.eye(2))).shape == (2, 2)


def test_a_child_killed_from_outside_is_not_the_submissions_fault(fresh: Sandbox) -> None:
    def kill_the_child() -> None:
        (zygote,) = zygotes_of(keeper(fresh))
        os.kill(min(zygotes_of(zygote)), signal.SIGKILL)

    threading.Timer(0.2, kill_the_child).start()
    source = "import time\ndef f():\n    time.sleep(0.5)\n    return 1\n"
    assert value_of(ask(fresh, source)) == 1


def test_closing_ends_every_process() -> None:
    before = descendants()
    opened = open_sandbox(2)
    ours = descendants() - before
    assert len(ours) == 6  # a keeper, a zygote and a waiting child in each place
    opened.close()
    assert gone(ours)
    with pytest.raises(SandboxFailed, match="closed"):
        ask(opened, HONEST, np.eye(2))


def test_closing_ends_a_run_under_way() -> None:
    opened = open_sandbox(1)
    failures: list[Exception] = []

    def sleep() -> None:
        try:
            ask(opened, "import time\ndef f():\n    time.sleep(60)\n")
        except SandboxFailed as error:
            failures.append(error)

    runner = threading.Thread(target=sleep)
    runner.start()
    time.sleep(0.2)
    opened.close()
    runner.join(5)
    assert not runner.is_alive()
    assert len(failures) == 1


PARENT = """
import sys, time
from grader.sandbox import open_sandbox
from grader.verdict import Verdict
from tests.grader.sandbox.asking import ask
opened = open_sandbox(1)
print("open", flush=True)
ask(opened, "import time\\ndef f():\\n    time.sleep(600)\\n")
"""


def test_a_killed_parent_takes_every_process_with_it() -> None:
    before = descendants()
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    parent.stdout.readline()
    time.sleep(0.3)
    ours = descendants() - before
    assert len(ours) == 5  # the parent, a keeper, a zygote, the sleeping child, the next one
    parent.kill()
    parent.communicate()
    assert gone(ours)


def test_a_zygote_starts_whatever_descriptors_its_parent_has_free() -> None:
    """Those passed on keep their numbers, which may be the places of a child's own."""
    program = "from tests.grader.sandbox.test_supervision import start_many; start_many()"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def start_many() -> None:
    """Start pools with ever more descriptors taken."""
    for _ in range(6):
        opened = open_sandbox(1)
        assert value_of(ask(opened, "def f(): return 1")) == 1
        opened.close()
        os.open(os.devnull, os.O_RDONLY)


def test_many_threads_share_a_pool() -> None:
    answers: list[float] = []

    def work(number: int) -> None:
        for _ in range(10):
            run = ask(opened, f"def f(x): return x + {number}", number)
            answers.append(value_of(run) - 2 * number)

    with_threads: list[threading.Thread]
    opened = open_sandbox(2)
    with_threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in with_threads:
        thread.start()
    for thread in with_threads:
        thread.join()
    opened.close()
    assert answers == [0] * 50


def test_runs_leak_no_descriptor_here_or_in_the_zygote(fresh: Sandbox) -> None:
    def held() -> list[int]:
        (zygote,) = zygotes_of(keeper(fresh))
        # The zygote is not dumpable, so that its descriptors are shown to root alone.
        seen = ["self", zygote] if os.getuid() == 0 else ["self"]
        return [len(list(Path(f"/proc/{process}/fd").iterdir())) for process in seen]

    sources: list[Callable[[], Run]] = [
        lambda: ask(fresh, HONEST, np.eye(2)),
        lambda: ask(fresh, "import os\nos._exit(1)"),
        lambda: ask(fresh, "def f(: pass"),
        lambda: ask(fresh, "def f():\n    while True: print('x' * 999)", limits=Limits(output_bytes=99)),
    ]
    for source in sources:
        source()
    time.sleep(0.1)
    before = held()
    for source in sources * 5:
        source()
    deadline = time.monotonic() + 2  # the zygote closes its ends a moment after it reports
    while held() != before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert held() == before


def launch_with(monkeypatch: pytest.MonkeyPatch, patch: str) -> None:
    """Have every zygote begin with the lines of `patch`."""
    first = "from zygote import start"
    monkeypatch.setattr(process, "LAUNCH", process.LAUNCH.replace(first, patch + first))


@pytest.mark.parametrize("lacking", ["landlock", "seccomp", "architecture"])
def test_a_host_without_a_required_layer_gets_no_sandbox(
    monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    broken = {
        "landlock": ("landlock", "build", "OSError(38, 'Function not implemented')", "Landlock"),
        "seccomp": ("lockdown", "available", "", "seccomp"),
        "architecture": ("kernel", "machine", "", "no table of system calls for riscv64"),
    }[lacking]
    module, name, error, told = broken
    answer = {"available": "False", "machine": "'riscv64'"}.get(name)
    body = f"return {answer}" if answer else f"raise {error}"
    patch = f"\nfrom zygote import {module}\ndef lacking(*args):\n    {body}\n{module}.{name} = lacking\n"
    launch_with(monkeypatch, patch)
    with pytest.raises(SandboxMissing, match=told):
        open_sandbox(1)


def test_a_lock_that_cannot_be_shut_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    patch = (
        "\nfrom zygote import seccomp\ndef refuse(self):\n    raise OSError(22, 'refused')\n"
        "seccomp.Seccomp.apply = refuse\n"
    )
    launch_with(monkeypatch, patch)
    with pytest.raises(SandboxMissing, match="refused"):
        open_sandbox(1)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_are_told_to_use_docker(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(SandboxMissing, match="Docker"):
        open_sandbox(1)


def test_a_place_that_is_closed_starts_no_zygote() -> None:
    empty = Place()
    empty.close()
    with pytest.raises(SandboxFailed, match="closed"):
        empty.zygote()


@pytest.mark.parametrize(
    ("mebibytes", "verdict"), [(400, Verdict.MEMORY_LIMIT), (100, None)], ids=["much memory", "little memory"]
)
def test_a_host_that_kills_what_grows_leaves_no_code_without_a_verdict(
    fresh: Sandbox, mebibytes: int, verdict: Verdict | None
) -> None:
    over = threading.Event()

    def kill_what_grows() -> None:
        while not over.wait(0.3):
            with suppress(IndexError, ValueError, ProcessLookupError, psutil.NoSuchProcess):
                (zygote,) = zygotes_of(keeper(fresh))
                for child in zygotes_of(zygote):
                    used = psutil.Process(child).memory_info().rss - psutil.Process(zygote).memory_info().rss
                    if used > mebibytes * 2**20 * 0.7:
                        os.kill(child, signal.SIGKILL)

    source = (
        f"import numpy as np, time\ndef f():\n    kept = np.ones({mebibytes} * 2**17)\n    time.sleep(9)\n"
    )
    killing = threading.Thread(target=kill_what_grows)
    killing.start()
    try:
        if verdict is None:
            with pytest.raises(SandboxFailed, match="killed from outside"):
                ask(fresh, source)
        else:
            (stopped,) = ask(fresh, source).results
            assert isinstance(stopped, Stopped)
            assert stopped.verdict is verdict
    finally:
        over.set()
        killing.join()
