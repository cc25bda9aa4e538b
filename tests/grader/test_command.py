import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import build
from grader.sandbox import outcome
from grader.sandbox.outcome import SandboxMissing
from tests.grader.samples import FOLDER

RIGHT = str(FOLDER / "accepted" / "bn_forward__textbook.py")
WRONG = str(FOLDER / "wrong_answer" / "bn_forward__sum_for_mean.py")
KEYS = {"task", "verdict", "score", "checks", "diagnosis", "counterexample", "receipt", "resources", "output"}


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(build(args[0]), list(args))
    return result.exit_code, result.stdout, result.stderr


def report(*args: str) -> dict[str, Any]:
    code, stdout, _ = run("grade", *args, "--json")
    assert code == 0
    ready: dict[str, Any] = json.loads(stdout, parse_constant=pytest.fail)
    assert ready.keys() >= KEYS
    return ready


def test_a_file_is_graded_to_json_that_names_what_recomputes_it() -> None:
    ready = report("bn-forward", RIGHT, "--seed", "123")
    assert ready["verdict"] == "accepted"
    assert ready["receipt"]["seed"] == 123
    check = {"id", "group", "severity", "required", "weight", "passed", "detail"}
    assert all(entry.keys() >= check for entry in ready["checks"])


@pytest.mark.parametrize("file", [RIGHT, WRONG])
def test_a_given_seed_reproduces_everything_but_the_resources(file: str) -> None:
    first, second = (report("bn-forward", file, "--seed", "9") for _ in range(2))
    assert first.pop("resources").keys() == second.pop("resources").keys()
    assert json.dumps(first) == json.dumps(second)


def test_without_a_seed_the_probes_are_fresh() -> None:
    seeds = {report("bn-forward", RIGHT)["receipt"]["seed"] for _ in range(2)}
    assert len(seeds) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * 50_000_000, "larger than 256 KiB"),
        (b"\x7fELF\0\0\1", "NUL bytes"),
        (b"caf\xe9 = 1", "not UTF-8"),
        (b"", "does not define batch_norm"),
        (b"\xef\xbb\xbfprint(", "line 1"),
        (b"(" * 100_000, ""),
        (b"-" * 200_000 + b"1", ""),
    ],
    ids=["50 MB", "binary", "latin-1", "empty", "byte order mark", "brackets", "deep expression"],
)
def test_any_file_is_graded_however_little_it_is_python(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "handed_in.py"
    file.write_bytes(content)
    ready = report("bn-forward", str(file))
    assert ready["verdict"] == "invalid_submission"
    assert reason in ready["message"]
    assert ready["score"] == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("grade", "bn-nothing", RIGHT), "There is no task 'bn-nothing'"),
        (("grade", "bn-forward", "/nowhere.py"), "does not exist"),
        (("grade", "bn-forward", "/"), "is a directory"),
        (("grade", "bn-forward", RIGHT, "--seed", "-1"), "greater than or equal to 0"),
        (("grade", "bn-forward", RIGHT, "--seed", "soon"), "valid integer"),
        (("grade", "bn-forward"), "Missing argument"),
    ],
)
def test_a_misuse_exits_with_2_and_says_what_was_wrong(args: tuple[str, ...], said: str) -> None:
    code, stdout, stderr = run(*args)
    assert (code, stdout) == (2, "")
    assert said in " ".join(stderr.split())


def test_no_sandbox_exits_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> outcome.Sandbox:
        raise SandboxMissing("Landlock is not there; use a newer kernel.")

    monkeypatch.setattr("grader.sandbox.open_sandbox", missing)
    code, stdout, stderr = run("grade", "bn-forward", RIGHT, "--json")
    assert (code, stdout) == (3, "")
    assert "Landlock is not there" in stderr


def test_the_table_shows_what_failed_and_nothing_a_terminal_would_obey(tmp_path: Path) -> None:
    file = tmp_path / "escape.py"
    file.write_text('def batch_norm(x, gamma, beta, eps):\n    raise ValueError("\\x1b[2J[bold]oh")\n')
    code, stdout, _ = run("grade", "bn-forward", str(file))
    assert code == 0
    assert "runtime_error" in stdout
    assert "\x1b" not in stdout
    assert "[bold]oh" in stdout


def test_the_table_tells_what_is_wrong_in_words_and_on_an_example(tmp_path: Path) -> None:
    file = tmp_path / "eps.py"
    code = "return gamma * (x - x.mean(0)) / (x.std(0) + eps) + beta"
    file.write_text(f"import numpy as np\ndef batch_norm(x, gamma, beta, eps):\n    {code}\n")
    told = " ".join(run("grade", "bn-forward", str(file))[1].split())
    assert "Adds eps to the standard deviation instead of the variance (E01 = E02)" in told
    assert "The code divides by sqrt(var) + eps." in told
    assert "x = [[1], [3]] gamma = [2] beta = [2] eps = 3 expected: [[1], [3]] got: [[1.5], [2.5]]" in told
    assert "times the cost of the reference" in told


def test_the_tasks_are_listed_for_people_and_for_machines() -> None:
    code, stdout, _ = run("tasks", "--json")
    assert code == 0
    assert {"bn-forward", "bn-inference", "bn-backward"} <= {row["id"] for row in json.loads(stdout)}
    assert "bn-forward" in run("tasks")[1]


def test_grading_never_loads_the_service() -> None:
    probe = (
        "import sys; from app.cli import build; from typer.testing import CliRunner;"
        f"r = CliRunner().invoke(build('grade'), ['grade', 'bn-forward', {RIGHT!r}]);"
        "assert r.exit_code == 0, r.output;"
        "print(sorted({'fastapi', 'sqlalchemy', 'alembic', 'app.models'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
