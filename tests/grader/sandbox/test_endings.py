"""Each limit and each way to fail has its own verdict, and a message that tells what to mend."""

import numpy as np
import pytest

from grader.sandbox.outcome import Raised, Returned, Sandbox, Stopped
from grader.sandbox.program import Limits, Probe, Step
from grader.verdict import Verdict
from tests.grader.sandbox.asking import HONEST, ask, stopped, value_of

MIB = 1024 * 1024


def probes(count: int) -> list[Probe]:
    return [Probe(f"p{number}", (Step("call", "f", (number,)),)) for number in range(count)]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def f(:\n  pass", "line 1: invalid syntax"),
        ("x = 1\n  y = 2", "line 2: unexpected indent"),
        ("def g(): pass", "it does not define f"),
        ("import os\n\0", "line 2: the source contains a NUL byte"),
        ("# \ud800", "line 1: the source contains a lone surrogate"),
        ("#" * (MIB + 1), f"the source has {MIB + 1} bytes, the limit is {MIB}"),
        ("(" * 500, "line 1: too many nested parentheses"),
        ("-" * 200_000 + "1", "cannot be compiled"),
        (
            "raise ValueError(7)",
            'submission.py", line 1, in <module>\n    raise ValueError(7)\nValueError: 7',
        ),
        ("raise SystemExit", "SystemExit"),
        ("import torch", "a submission cannot import torch; it may import __future__, abc, array"),
        ("from scipy.stats import norm", "a submission cannot import scipy"),
    ],
)
def test_a_source_that_cannot_be_loaded_is_invalid_and_says_why(
    sandbox: Sandbox, source: str, reason: str
) -> None:
    run = ask(sandbox, source, 1)
    assert run.results == ()
    assert run.invalid is not None
    assert reason in run.invalid


def test_an_exception_is_told_in_the_submissions_own_lines(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef g(x):\n    return np.linalg.inv(x)\ndef f(x):\n    return g(x)\n"
    (result,) = ask(sandbox, source, np.ones(3)).results
    assert isinstance(result, Raised)
    assert result.error.startswith("numpy.linalg.LinAlgError: 1-dimensional array given")
    assert result.traceback.count("File") == result.traceback.count('File "submission.py"') == 2
    assert "return np.linalg.inv(x)" in result.traceback


def test_the_step_that_raised_is_named(sandbox: Sandbox) -> None:
    steps = (Step("call", "f", (1,)), Step("call", "f", (0,)), Step("call", "f", (1,)))
    (result,) = sandbox.run("def f(x): return 1 / x", ["f"], [Probe("p", steps)], Limits()).results
    assert isinstance(result, Raised)
    assert (result.step, result.error) == (1, "ZeroDivisionError: division by zero")


@pytest.mark.parametrize(
    "loop", ["while True: pass", "import numpy as np; np.ones((9000, 9000)) @ np.ones((9000, 9000))"]
)
def test_cpu_time_over_the_limit_is_a_time_limit(sandbox: Sandbox, loop: str) -> None:
    limits = Limits(cpu_time_s=0.3, memory_mib=4096)
    verdict, message = stopped(ask(sandbox, f"def f():\n    {loop}\n", limits=limits))
    assert verdict == Verdict.TIME_LIMIT
    assert "of CPU time, the limit is 0.3 s" in message


def test_sleep_is_ended_by_the_wall_clock(sandbox: Sandbox) -> None:
    limits = Limits(wall_time_s=0.3)
    verdict, message = stopped(ask(sandbox, "import time\ndef f():\n    time.sleep(60)\n", limits=limits))
    assert verdict == Verdict.TIME_LIMIT
    assert "the limit is 0.3 s" in message


@pytest.mark.parametrize("grab", ["np.ones(10**10)", "[0] * 10**10", "b'x' * 10**10"])
def test_memory_over_the_limit_is_a_memory_limit(sandbox: Sandbox, grab: str) -> None:
    limits = Limits(memory_mib=64)
    verdict, message = stopped(ask(sandbox, f"import numpy as np\ndef f():\n    {grab}\n", limits=limits))
    assert verdict == Verdict.MEMORY_LIMIT
    assert message == "needed more than 64 MiB of memory"


def test_the_whole_memory_limit_can_be_used(sandbox: Sandbox) -> None:
    source = f"import numpy as np\ndef f():\n    return float(np.ones({56 * MIB}, np.uint8)[-1])\n"
    assert value_of(ask(sandbox, source, limits=Limits(memory_mib=64))) == 1.0


def test_output_is_returned(sandbox: Sandbox) -> None:
    source = (
        "import sys\nprint('load')\ndef f():\n    print('ü\\0', end='')\n    print('err', file=sys.stderr)\n"
    )
    run = ask(sandbox, source)
    assert run.output == "load\nü\ufffderr\n"


def test_a_warning_is_printed_with_the_submissions_line_and_no_path_of_the_host(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f():\n    np.mean([])\n    return 1 / np.float64(0)\n"
    printed = ask(sandbox, source).output
    assert "RuntimeWarning: Mean of empty slice" in printed
    assert "line 4: RuntimeWarning: divide by zero" in printed
    assert "/" not in printed


def test_output_over_the_limit_is_an_output_limit_and_its_beginning_is_returned(sandbox: Sandbox) -> None:
    run = ask(sandbox, "def f():\n    while True: print('x' * 99)\n", limits=Limits(output_bytes=1024))
    assert stopped(run) == (Verdict.OUTPUT_LIMIT, "printed more than 1024 bytes (1 KiB)")
    assert run.output == (("x" * 99 + "\n") * 11)[:1024]


def test_output_of_exactly_the_limit_is_accepted(sandbox: Sandbox) -> None:
    run = ask(sandbox, "def f():\n    print('x' * 1023)\n    return 1\n", limits=Limits(output_bytes=1024))
    assert value_of(run) == 1


def test_output_past_the_streams_is_counted_too(sandbox: Sandbox) -> None:
    source = "import os\ndef f():\n    while True: os.write(2, b'x' * 99)\n"
    run = ask(sandbox, source, limits=Limits(output_bytes=1024))
    assert stopped(run)[0] == Verdict.OUTPUT_LIMIT
    assert len(run.output) == 1024


def test_a_result_over_the_limit_is_an_output_limit(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f():\n    return np.broadcast_to(1.0, (10**6, 10**6))\n"
    verdict, message = stopped(ask(sandbox, source, limits=Limits(result_bytes=MIB)))
    assert verdict == Verdict.OUTPUT_LIMIT
    assert message == "returned 8000000000000 bytes in all, the limit is 1048576 bytes (1 MiB)"


def test_deep_recursion_is_an_error_with_the_figure(sandbox: Sandbox) -> None:
    (result,) = ask(sandbox, "def f(): return f()", limits=Limits(recursion=200)).results
    assert isinstance(result, Raised)
    assert result.error == "RecursionError: calls nested deeper than about 200"


def test_recursion_up_to_the_limit_is_accepted(sandbox: Sandbox) -> None:
    source = "def f(n): return 0 if n == 0 else f(n - 1)"
    assert value_of(ask(sandbox, source, 190, limits=Limits(recursion=200))) == 0


def test_after_a_crash_the_other_probes_run(sandbox: Sandbox) -> None:
    source = """
import os, sys
def f(k):
    if k == 1: os._exit(3)
    if k == 3: sys.modules["ctypes"].string_at(8)
    return k
"""
    run = sandbox.run(source, ["f"], probes(5), Limits())
    assert [type(result) for result in run.results] == [Returned, Stopped, Returned, Stopped, Returned]
    assert [result.probe_id for result in run.results] == ["p0", "p1", "p2", "p3", "p4"]
    quiet, loud = run.results[1], run.results[3]
    assert isinstance(quiet, Stopped)
    assert isinstance(loud, Stopped)
    assert quiet.message == "the process ended itself with status 3 before it answered"
    assert loud.message.startswith("crashed: it touched memory")


def test_after_a_time_out_the_other_probes_run_until_three_allowances_are_spent(sandbox: Sandbox) -> None:
    source = "def f(k):\n    while k % 2: pass\n    return k\n"
    run = sandbox.run(source, ["f"], probes(8), Limits(cpu_time_s=0.1))
    kinds = [type(result) for result in run.results]
    assert kinds == [Returned, Stopped, Returned, Stopped, Returned, Stopped, Stopped, Stopped]
    last = run.results[-1]
    assert isinstance(last, Stopped)
    assert last.message.startswith("not run: the probes before it used up 0.3 s of CPU time")


def test_a_limit_passed_while_loading_stops_every_probe(sandbox: Sandbox) -> None:
    run = sandbox.run("while True: pass\ndef f(): pass\n", ["f"], probes(3), Limits(cpu_time_s=0.1))
    assert [result.verdict for result in run.results if isinstance(result, Stopped)] == [
        Verdict.TIME_LIMIT
    ] * 3
    assert run.cpu_ms < 300


def test_what_a_run_used_is_told(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f():\n    return float(np.ones(40 * 2**20, np.uint8).sum())\n"
    run = ask(sandbox, source)
    assert 0 < run.cpu_ms <= run.wall_ms + 20
    assert run.peak_memory_mib > 40


def test_honest_code_is_graded_right_after_all_that(sandbox: Sandbox) -> None:
    assert value_of(ask(sandbox, HONEST, np.eye(2))).shape == (2, 2)
