from pathlib import Path

from question_bank import load_bank
from question_bank.coverage import as_markdown, coverage, proven
from tests.question_bank.folder import write_bank, write_item


def test_an_item_counts_in_each_of_its_rows_and_once_below(tmp_path: Path) -> None:
    write_bank(tmp_path)
    write_item(tmp_path, name="two", applications=["accuracy", "robustness"], difficulty=3)
    write_item(tmp_path, name="gone", status="retired")
    (by_difficulty, by_type, by_application, _roles, by_status) = coverage(load_bank(tmp_path))
    assert dict(by_difficulty.rows)["batch-statistics"] == (2, 0, 1, 3)
    assert dict(by_type.rows)["batch-statistics"] == (2, 1, 1, 1, 1, 6)
    rows = dict(by_application.rows)
    assert (rows["accuracy"][-1], rows["robustness"][-1], rows["items"][-1]) == (6, 1, 6)
    assert dict(by_status.rows)["retired"][-1] == 1


def test_proofs_are_counted(tmp_path: Path) -> None:
    folder = write_item(tmp_path)
    (folder / "verify.py").write_text("def verify(kernels):\n    return {'a': True}\n")
    write_item(tmp_path, name="two")
    assert proven(load_bank(tmp_path)) == (1, 2)


def test_the_markdown_has_a_line_for_each_row(tmp_path: Path) -> None:
    write_item(tmp_path)
    matrices = coverage(load_bank(tmp_path))
    shown = as_markdown(matrices)
    assert shown.count("\n| ") == sum(len(matrix.rows) + 1 for matrix in matrices)
    assert "| batch-statistics | 1 | 0 | 0 | 1 |" in shown
