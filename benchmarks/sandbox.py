"""What a locked run costs, as ratios to what it could cost at least and to what others cost.

The quantities are measured in turn, round after round, so that a busy moment hits all; medians are compared.
"""

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from grader.sandbox import open_sandbox, process, rehearsal
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits, Probe, Step

ROUNDS = 25
PER_ROUND = 8
SOURCE = """
import numpy as np

def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
"""

# A zygote up to where it would wait for orders; then it forks and waits, once for each line it reads.
_BARE_FORKS = """
import importlib.util, os, sys, time
folder, numpy_parent, _, rehearsal = sys.argv[1:]
init = folder + "/__init__.py"
spec = importlib.util.spec_from_file_location("zygote", init, submodule_search_locations=[folder])
package = importlib.util.module_from_spec(spec)
sys.modules["zygote"] = package
spec.loader.exec_module(package)
from zygote import lockdown, warm
warm.load(numpy_parent)
told = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
from zygote import serve
serve.settle(serve.read_all(int(rehearsal)))
lockdown.renounce()
for line in sys.stdin:
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    print(time.perf_counter() - began, file=told, flush=True)
"""


class BareForks:
    """The production zygote's memory, forked with os.fork() and waited for, and nothing else."""

    def __init__(self) -> None:
        sample = process.memory_file(rehearsal.request())
        self._process = subprocess.Popen(
            [sys.executable, *process.FLAGS, "-c", _BARE_FORKS, *process.arguments(), str(sample)],
            env=process.ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            pass_fds=(sample,),
        )
        os.close(sample)

    def time_s(self) -> float:
        """Return the seconds one fork and wait took, measured inside."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def probes(count: int) -> list[Probe]:
    """Return `count` ordinary probes of a forward pass."""
    rng = np.random.default_rng(0)
    ones = np.ones(8)
    return [
        Probe(f"p{k}", (Step("call", "batch_norm", (rng.random((32, 8)), ones, ones, 1e-5)),))
        for k in range(count)
    ]


def locked_s(sandbox: Sandbox, count: int) -> float:
    """Return the seconds one run of `count` probes takes."""
    asked = probes(count)
    began = time.perf_counter()
    run = sandbox.run(SOURCE, ["batch_norm"], asked, Limits())
    took = time.perf_counter() - began
    assert len(run.results) == count
    return took


def command_s(*command: str) -> float:
    """Return the seconds a command takes from start to end."""
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def import_command() -> tuple[str, ...]:
    """Return the command that only imports NumPy."""
    return sys.executable, "-c", "import numpy"


def bubblewrap_command() -> tuple[str, ...] | None:
    """Return the same command inside bubblewrap, or None where that is not installed."""
    program = shutil.which("bwrap")
    if program is None:
        return None
    seen = {str(Path(path).resolve()) for path in (sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64")}
    binds = [word for path in sorted(seen) if Path(path).exists() for word in ("--ro-bind", path, path)]
    links = ["--ro-bind-try", "/lib64", "/lib64", "--ro-bind-try", "/lib", "/lib"]
    return (program, *binds, *links, "--proc", "/proc", "--dev", "/dev", "--unshare-all", *import_command())


def runs_per_s(sandbox: Sandbox, seconds: float = 3.0) -> float:
    """Return how many runs of one probe all cores together complete in a second."""
    asked = probes(1)
    done = []
    ends = time.monotonic() + seconds

    def work() -> None:
        while time.monotonic() < ends:
            sandbox.run(SOURCE, ["batch_norm"], asked, Limits())
            done.append(1)

    workers = [threading.Thread(target=work) for _ in range(len(os.sched_getaffinity(0)) + 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(done) / seconds


def measure(quantities: dict[str, Callable[[], float]], rare: set[str]) -> dict[str, float]:
    """Return the median of each quantity, all measured side by side; those in `rare` once a round."""
    taken: dict[str, list[float]] = {name: [] for name in quantities}
    for _ in range(ROUNDS):
        for name, quantity in quantities.items():
            taken[name] += [quantity() for _ in range(1 if name in rare else PER_ROUND)]
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Print the ratios."""
    bare, one, many = BareForks(), open_sandbox(1), open_sandbox()
    bubblewrap = bubblewrap_command()
    quantities: dict[str, Callable[[], float]] = {
        "bare fork": bare.time_s,
        "locked run, 1 probe": lambda: locked_s(one, 1),
        "locked run, 20 probes": lambda: locked_s(one, 20),
        "python -c 'import numpy'": lambda: command_s(*import_command()),
    }
    if bubblewrap is not None:
        quantities["the same in bubblewrap"] = lambda: command_s(*bubblewrap)
    try:
        took = measure(quantities, rare={"python -c 'import numpy'", "the same in bubblewrap"})
        rate = runs_per_s(many)
    finally:
        bare.close()
        one.close()
        many.close()
    for name, seconds in took.items():
        print(f"{name:28} {seconds * 1e3:8.2f} ms")
    fork, run = took["bare fork"], took["locked run, 1 probe"]
    print(f"one probe / bare fork        {run / fork:8.2f}    (goal: at most 1.6)")
    print(f"twenty probes / bare fork    {took['locked run, 20 probes'] / fork:8.2f}    (goal: at most 2.0)")
    print(f"import numpy / one probe     {took[import_name()] / run:8.2f}    (goal: at least 15)")
    if bubblewrap is None:
        print("bubblewrap / one probe            n/a    (bubblewrap is not installed)")
    else:
        ratio = took["the same in bubblewrap"] / run
        print(f"bubblewrap / one probe       {ratio:8.2f}    (goal: at least 18)")
    print(f"runs per second, all cores   {rate:8.0f}    (goal: at least 400 on two cores)")


def import_name() -> str:
    """Return the label of the plain import."""
    return "python -c 'import numpy'"
