"""Every attack fails, and after each the same pool grades an honest submission right."""

import ast
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from grader.sandbox.outcome import Raised, Returned, Run, Sandbox, Stopped
from grader.sandbox.pool import ZygotePool
from grader.sandbox.program import Limits, Probe, Step
from tests.grader.sandbox.accounts import CIRCUMSTANCES, CONTAINER, NOBODY, ORDINARY_USER, circumstances
from tests.grader.sandbox.asking import HONEST
from tests.grader.sandbox.host import MARKER, descendants, targets, traces

FOLDER = Path(__file__).parent / "attacks"
ATTACKS = sorted(FOLDER.rglob("*.py"))
AT_THE_HOST = [path for path in ATTACKS if path.parent.name not in ("forging", "exhaustion")]
LIMITS = Limits(cpu_time_s=0.5, wall_time_s=1.0, memory_mib=256, result_bytes=2**20)
PROBES = [np.random.default_rng(seed).standard_normal((3, 2)) for seed in range(3)]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def constants(path: Path) -> dict[str, object]:
    """Return the constants in capitals that the file of an attack begins with."""
    found: dict[str, object] = {}
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name in ("ENDS_AS", "ONLY_INSIDE", "NEEDS_ROOT"):
                found[name] = ast.literal_eval(node.value)
    return found


# Those that can be shown to succeed without the sandbox, by whoever runs this.
REAL = [
    path
    for path in AT_THE_HOST
    if "ONLY_INSIDE" not in constants(path) and (os.getuid() == 0 or "NEEDS_ROOT" not in constants(path))
]


@pytest.fixture(scope="module")
def host() -> Iterator[Mapping[str, str | int]]:
    with targets() as found:
        yield found


@pytest.fixture(scope="module", params=CIRCUMSTANCES)
def pool(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZygotePool]:
    os.environ["BN_ASSESS_SECRET"] = "SECRET"
    with circumstances(request.param, tmp_path_factory.mktemp("mounts")):
        opened = ZygotePool(1)
    assert_circumstances(opened, request.param)
    # An earlier candidate's code, for attacks that look for it.
    opened.run(f"# {MARKER}\ndef f(): return '{MARKER}'", ["f"], [Probe("p", (Step("call", "f"),))], LIMITS)
    yield opened
    opened.close()
    del os.environ["BN_ASSESS_SECRET"]


def assert_circumstances(pool: ZygotePool, name: str) -> None:
    """Fail unless the zygote lives in the circumstances named."""
    (keeper,) = pool.processes()
    account = Path(f"/proc/{keeper}").stat().st_uid
    if name == CONTAINER:
        assert not pool.isolated
    if name == ORDINARY_USER:
        status = dict(line.split(":\t") for line in Path(f"/proc/{keeper}/status").read_text().splitlines())
        assert status["Uid"].split() == [str(NOBODY)] * 4
        assert int(status["CapEff"], 16) == 0
    else:
        assert account == os.getuid()


def honest_runs(pool: Sandbox) -> None:
    """Fail unless an honest submission gets right answers."""
    probes = [Probe(f"p{number}", (Step("call", "f", (x,)),)) for number, x in enumerate(PROBES)]
    run = pool.run(HONEST, ["f"], probes, Limits())
    for x, result in zip(PROBES, run.results, strict=True):
        assert isinstance(result, Returned), result
        expected = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.1)
        np.testing.assert_allclose(np.asarray(result.values[0]), expected, rtol=1e-12)


def settled(count: int) -> int:
    """Return the number of descendants once it is `count`, or after a moment."""
    deadline = time.monotonic() + 2
    while len(descendants()) != count and time.monotonic() < deadline:
        time.sleep(0.01)
    return len(descendants())


@pytest.mark.parametrize("attack", AT_THE_HOST, ids=name_of)
def test_an_attack_on_the_host_fails(pool: Sandbox, host: Mapping[str, str | int], attack: Path) -> None:
    processes = len(descendants())
    run = pool.run(attack.read_text(), ["f"], [Probe("p", (Step("call", "f", (host,)),))], LIMITS)
    assert run.invalid is None, "the attack did not even begin"
    assert "EXECUTED" not in run.output
    for result in run.results:
        if isinstance(result, Returned):
            assert result.values == (None,)
    honest_runs(pool)
    assert traces(host) == []
    assert settled(processes) == processes


@pytest.mark.parametrize("attack", sorted(FOLDER.glob("exhaustion/*.py")), ids=name_of)
def test_an_attack_on_resources_ends_at_its_limit(
    pool: Sandbox, host: Mapping[str, str | int], attack: Path
) -> None:
    ends_as = constants(attack)["ENDS_AS"]
    assert isinstance(ends_as, tuple)
    processes = len(descendants())
    began = time.monotonic()
    run = pool.run(attack.read_text(), ["f"], [Probe("p", (Step("call", "f", (host,)),))], LIMITS)
    assert time.monotonic() - began < 10
    assert run.peak_memory_mib < LIMITS.memory_mib + 100
    assert ending(run) in ends_as
    honest_runs(pool)
    assert settled(processes) == processes


def ending(run: Run) -> str:
    """Return in a word how the only probe ended."""
    (result,) = run.results
    if isinstance(result, Stopped):
        return str(result.verdict)
    if isinstance(result, Raised):
        return "raised"
    return "returned a claim" if isinstance(result.values[0], str) else "returned none"


@pytest.mark.parametrize("attack", sorted(FOLDER.glob("forging/*.py")), ids=name_of)
def test_a_forged_answer_is_never_right(pool: Sandbox, attack: Path) -> None:
    probes = [Probe(f"p{number}", (Step("call", "f", (x,)),)) for number, x in enumerate(PROBES)]
    run = pool.run(attack.read_text(), ["f"], probes, LIMITS)
    assert run.invalid is None, "the attack did not even begin"
    assert [result.probe_id for result in run.results] == ["p0", "p1", "p2"]
    for x, result in zip(PROBES, run.results, strict=True):
        if isinstance(result, Returned):
            expected = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.1)
            (value,) = result.values
            assert not (
                isinstance(value, np.ndarray) and value.shape == x.shape and np.allclose(value, expected)
            )
            assert type(value) in (np.ndarray, float, bool, type(None)) or "Unusable" in type(value).__name__
    assert run.cpu_ms < 4 * LIMITS.cpu_time_s * 1e3
    honest_runs(pool)


# Without a sandbox: for each line read, a fork runs the attack and says what it got.
OUTSIDE = """
import json, os, sys
import ctypes, resource, signal, socket, subprocess, threading, numpy
for line in sys.stdin:
    path, host = json.loads(line)
    child = os.fork()
    if child == 0:
        space = {}
        try:
            exec(compile(open(path).read(), "attack.py", "exec"), space)
            os.write(1, f"EVIDENCE {space['f'](host)}".encode())
        except BaseException as error:
            os.write(1, repr(error).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.write(1, b"\\nEND\\n")
"""


@pytest.fixture(scope="module")
def outside() -> Iterator[Callable[[Path, Mapping[str, str | int]], str]]:
    environment = {**os.environ, "BN_ASSESS_SECRET": "SECRET", "HOME": str(Path.home())}
    process = subprocess.Popen(
        [sys.executable, "-c", OUTSIDE],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    to, back = process.stdin, process.stdout

    def run(attack: Path, host: Mapping[str, str | int]) -> str:
        to.write(json.dumps([str(attack), {**host, "outside": 1}]) + "\n")
        to.flush()
        return "".join(iter(back.readline, "END\n"))

    yield run
    process.communicate()


@pytest.mark.parametrize("attack", REAL, ids=name_of)
def test_without_the_sandbox_the_attack_succeeds(
    outside: Callable[[Path, Mapping[str, str | int]], str], attack: Path
) -> None:
    """The attack is real: where it fails, the sandbox is the reason."""
    with targets() as host:
        said = outside(attack, host)
    evidence = said.partition("EVIDENCE ")[2].strip()
    assert "EXECUTED" in said or evidence not in ("", "None"), said
