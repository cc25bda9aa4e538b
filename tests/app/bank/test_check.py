from pathlib import Path

from app.bank.check import check
from grader.sandbox.outcome import Sandbox
from grader.tasks import TASKS
from question_bank import load_bank
from tests.question_bank.folder import write_item


def test_the_packaged_bank_passes_every_check(sandbox: Sandbox) -> None:
    seen: list[str] = []
    bank = load_bank()
    assert [str(finding) for finding in check(bank, sandbox, TASKS, progress=seen.append)] == []
    assert seen == list(bank.items)


def test_a_task_the_grader_does_not_have_is_found(sandbox: Sandbox, tmp_path: Path) -> None:
    write_item(tmp_path, "coding", task="bn-forwards")
    (finding,) = check(load_bank(tmp_path), sandbox, TASKS)
    assert finding.rule == "unknown-task"
    assert "bn-forward" in finding.hint
    assert finding.line > 1


def test_a_retired_item_is_not_run(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = write_item(tmp_path, "numeric", status="retired")
    (folder / "variant.py").write_text("1 / 0\n")
    assert check(load_bank(tmp_path), sandbox, TASKS) == []
