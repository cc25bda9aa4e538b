import json
from pathlib import Path
from typing import Any

import pytest

from grader.receipt import digest
from tests.grader.samples import FOLDER
from tests.grader.test_command import run

WRONG = FOLDER / "wrong_answer" / "bn_forward__sum_for_mean.py"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `grade --receipt` wrote for a wrong submission."""
    file = tmp_path_factory.mktemp("receipts") / "receipt.json"
    assert run("grade", "bn-forward", str(WRONG), "--seed", "11", "--receipt", str(file))[0] == 0
    return file.read_text()


def recomputed(kept: dict[str, Any], folder: Path, *args: str) -> tuple[int, dict[str, Any]]:
    file = folder / "receipt.json"
    file.write_text(json.dumps(kept))
    code, stdout, stderr = run("recompute", str(file), "--json", *args)
    assert code in (0, 1), stderr
    told: dict[str, Any] = json.loads(stdout)
    return code, told


def test_a_receipt_names_all_that_a_verdict_rests_on(kept: str) -> None:
    receipt = json.loads(kept)["report"]["receipt"]
    assert receipt.keys() == {
        *("task_version", "grader_version", "numpy_version", "python_version", "machine"),
        *("seed", "kind", "source_sha256", "digest"),
    }
    assert all(value not in ("", None) for value in receipt.values())


def test_the_same_code_comes_out_the_same_and_a_table_says_so(kept: str, tmp_path: Path) -> None:
    code, told = recomputed(json.loads(kept), tmp_path)
    assert (code, told["same"], told["intact"], told["differences"], told["versions"]) == (
        0,
        True,
        True,
        [],
        [],
    )
    before, now = json.loads(kept)["report"], told["report"]
    assert before["counterexample"] is not None
    del before["resources"], now["resources"]
    assert before == now
    code, stdout, _ = run("recompute", str(tmp_path / "receipt.json"))
    assert code == 0
    assert "Nothing differs." in stdout


def test_what_was_altered_is_found_and_what_differs_is_named(kept: str, tmp_path: Path) -> None:
    altered = json.loads(kept)
    altered["report"]["verdict"] = "accepted"
    altered["report"]["checks"][3]["passed"] = False
    altered["report"]["counterexample"]["got"] = "\x1b[2J"
    code, told = recomputed(altered, tmp_path)
    assert code == 1
    assert not told["intact"]
    name = altered["report"]["checks"][3]["id"]
    assert {difference["where"] for difference in told["differences"]} == {
        *("verdict", f"checks.{name}.passed", "counterexample.got")
    }
    code, stdout, _ = run("recompute", str(tmp_path / "receipt.json"))
    assert code == 1
    assert "altered" in stdout
    assert "3 values differ" in stdout
    assert "\x1b" not in stdout


def test_another_seed_is_another_grading(kept: str, tmp_path: Path) -> None:
    altered = json.loads(kept)
    altered["report"]["receipt"]["seed"] = 12
    _, told = recomputed(altered, tmp_path)
    assert any(difference["where"].startswith("checks.") for difference in told["differences"])


def test_versions_that_changed_are_named_though_nothing_else_did(kept: str, tmp_path: Path) -> None:
    older = json.loads(kept)
    older["report"]["receipt"] |= {"numpy_version": "1.0", "grader_version": "0.0.1"}
    older["report"]["receipt"]["digest"] = digest(older["report"])
    code, told = recomputed(older, tmp_path)
    assert (code, told["same"], told["intact"]) == (0, True, True)
    assert {version["where"]: version["before"] for version in told["versions"]} == {
        "numpy_version": "1.0",
        "grader_version": "0.0.1",
    }


def test_the_code_may_lie_beside_a_printed_report_and_must_be_the_same(kept: str, tmp_path: Path) -> None:
    printed = json.loads(kept)["report"]
    assert recomputed(printed, tmp_path, "--source", str(WRONG))[0] == 0
    receipt = str(tmp_path / "receipt.json")
    for args, said in (
        ((), "name the file with --source"),
        (("--source", str(FOLDER / "accepted" / "bn_forward__textbook.py")), "not the code of the receipt"),
    ):
        code, stdout, stderr = run("recompute", receipt, *args)
        assert (code, stdout) == (2, "")
        assert said in " ".join(stderr.replace("│", "").split())


def test_a_run_is_recomputed_as_a_run(kept: str, tmp_path: Path) -> None:
    tried = json.loads(kept)
    tried["report"]["receipt"]["kind"] = "run"
    _, told = recomputed(tried, tmp_path)
    assert all(check["sample"] for check in told["report"]["checks"])


def test_a_file_that_was_refused_is_refused_again(tmp_path: Path) -> None:
    binary, receipt = tmp_path / "a.out", tmp_path / "receipt.json"
    binary.write_bytes(b"\x7fELF\0\0")
    assert run("grade", "bn-forward", str(binary), "--receipt", str(receipt))[0] == 0
    assert json.loads(receipt.read_text())["source"] is None
    code, told = recomputed(json.loads(receipt.read_text()), tmp_path, "--source", str(binary))
    assert (code, told["report"]["verdict"]) == (0, "invalid_submission")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "NaN",
        '{"report": 3}',
        '{"task": "bn-forward", "receipt": {"seed": -1}}',
        "[" * 100_000,
        '{"report": {"task": "bn-forward", "x": ' + '{"a":' * 400 + "1" + "}" * 402,
    ],
)
def test_what_is_no_report_exits_with_2_and_says_where_one_comes_from(text: str, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    file.write_text(text)
    code, stdout, stderr = run("recompute", str(file))
    assert (code, stdout) == (2, "")
    assert "is no report of bn-assess" in " ".join(stderr.replace("│", "").split())


def test_a_report_about_no_task_exits_with_2(kept: str, tmp_path: Path) -> None:
    other = json.loads(kept)
    other["report"]["task"] = "bn-nothing"
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(other))
    assert run("recompute", str(file))[0] == 2


def test_a_digest_outlives_how_a_database_writes_numbers() -> None:
    report = {"score": 1.0, "got": [-0.0, 1e22, 0.1], "receipt": {"seed": 1, "digest": "old"}}
    stored = {"score": 1, "got": [0, 10**22, 0.1], "receipt": {"digest": "", "seed": 1}, "resources": {}}
    assert digest(report) == digest(stored)
    assert digest(report) != digest({**report, "score": 0.5})
