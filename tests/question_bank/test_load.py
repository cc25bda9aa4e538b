from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank import BankInvalid, Finding, load_bank
from tests.question_bank.folder import BY_TYPE, write_bank, write_item


def findings(root: Path) -> tuple[Finding, ...]:
    with pytest.raises(BankInvalid) as caught:
        load_bank(root)
    return caught.value.findings


def test_a_bank_of_every_type_is_read_with_its_texts(tmp_path: Path) -> None:
    bank = load_bank(write_bank(tmp_path))
    assert sorted(item.type for item in bank.items.values()) == sorted(BY_TYPE)
    assert bank.items["coding"].prompt.startswith("Overcoding whatcoding")
    assert list(bank.items) == sorted(bank.items)


def test_every_error_of_every_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    first = write_item(tmp_path, name="first", difficulty=4)
    second = write_item(tmp_path, name="second", points="three", surprise=1)
    told = {(finding.file, finding.line) for finding in findings(tmp_path)}
    for folder, words in ((first, ["difficulty"]), (second, ["points", "surprise"])):
        lines = (folder / "item.yaml").read_text().splitlines()
        for word in words:
            line = 1 + next(number for number, text in enumerate(lines) if text.startswith(word))
            assert (f"{folder.relative_to(tmp_path)}/item.yaml", line) in told


def test_an_error_inside_an_option_points_at_its_own_line(tmp_path: Path) -> None:
    file = write_item(tmp_path) / "item.yaml"
    file.write_text(file.read_text().replace("misconception: S02", "misconception: wrong"))
    (finding,) = findings(tmp_path)
    assert file.read_text().splitlines()[finding.line - 1].strip() == "misconception: wrong"


@pytest.mark.parametrize(
    ("change", "told", "hint"),
    [
        (("title: A title", "titel: A title"), "Extra inputs", "Did you mean 'title'?"),
        (("title: A title", "title: 12"), "valid string", "put quotes around it"),
        (("subtopic: batch-statistics", "subtopic: batch-statistic"), "Input should be", "batch-statistics"),
        (("type: single_choice", "type: multiple_choices"), "does not match any", ""),
        (("key: true", "key: false"), "exactly one option", ""),
        (("status: published", "status: published\nstatus: draft"), "appears twice", "Keep one"),
        (("title: A title", "title: [A title"), "expected", "Quote text"),
        (("title: A title", "prompt: A title"), "prompt has a file", "prompt.md"),
        (("id: single-choice", "id: another-name"), "differs from the folder's name", "rename"),
    ],
)
def test_a_mistake_in_the_file_gets_a_hint(
    tmp_path: Path, change: tuple[str, str], told: str, hint: str
) -> None:
    file = write_item(tmp_path) / "item.yaml"
    assert change[0] in file.read_text()
    file.write_text(file.read_text().replace(*change, 1))
    assert any(told in found.message and hint in found.hint for found in findings(tmp_path))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "item.yaml").unlink(), "no item.yaml"),
        (lambda folder: (folder / "prompt.md").unlink(), "prompt: Field required"),
        (lambda folder: (folder / "notes.txt").write_text("x"), "no such file is read"),
        (lambda folder: (folder / "item.yaml").write_bytes(b"\xff\xfe"), "not UTF-8"),
        (lambda folder: (folder / "item.yaml").write_text(""), "empty"),
        (lambda folder: (folder / "item.yaml").write_text("&a [*a]"), "nested too deeply"),
        (lambda folder: folder.rename(folder.parent.parent / "x"), "no item.yaml"),
    ],
)
def test_a_folder_out_of_order_is_refused(tmp_path: Path, spoil: Callable[[Path], None], told: str) -> None:
    spoil(write_item(tmp_path))
    (tmp_path / "items/batch-statistics/x").mkdir()
    assert any(told in found.message for found in findings(tmp_path))


def test_two_items_of_one_id_are_refused(tmp_path: Path) -> None:
    write_item(tmp_path, name="same")
    write_item(tmp_path, name="same", subtopic="training-stability")
    assert [found.rule for found in findings(tmp_path)] == ["duplicate-id"]


def test_an_item_in_another_subtopics_folder_is_refused(tmp_path: Path) -> None:
    folder = write_item(tmp_path)
    (tmp_path / "items/training-stability").mkdir()
    folder.rename(tmp_path / "items/training-stability" / folder.name)
    (found,) = findings(tmp_path)
    assert "Move the item to items/batch-statistics/" in found.hint


def test_a_folder_that_is_no_bank_is_told_what_a_bank_is(tmp_path: Path) -> None:
    (found,) = findings(tmp_path)
    assert "items/<subtopic>/<item id>/item.yaml" in found.hint


def test_the_packaged_bank_can_be_read() -> None:
    bank = load_bank()
    assert bank.entries
    assert "demo" in bank.blueprints
    assert bank.misconceptions["S01"].slug == "axis-features"


def test_a_bank_may_define_concepts_of_its_own(tmp_path: Path) -> None:
    write_item(tmp_path)
    (tmp_path / "misconceptions").mkdir()
    own = tmp_path / "misconceptions/own.yaml"
    own.write_text('Z01: {slug: own, severity: L, definition: "of this bank"}\n')
    bank = load_bank(tmp_path)
    assert bank.misconceptions["Z01"].definition == "of this bank"
    assert "S01" in bank.misconceptions
