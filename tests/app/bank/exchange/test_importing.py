import json
from pathlib import Path
from typing import Any

import pytest

from app.bank.exchange import importing
from app.bank.exchange.importing import Step, plan, write
from app.bank.exchange.question import Incoming
from question_bank import load_bank
from question_bank.item import Item
from question_bank.writing import files
from tests.app.bank.exchange.test_foreign import ASSUMED, FIXTURES
from tests.app.bank.test_command import bank
from tests.question_bank.folder import BY_TYPE, write_bank, write_item

OPTIONS = [{"id": letter, "text": f"option {letter}", "key": letter == "b"} for letter in "abc"]


def question(name: str, **fields: Any) -> Incoming:
    data = {"id": name, "title": name, "type": "single_choice", "prompt": "Why?", "options": OPTIONS}
    return Incoming(name, {**data, **fields})


def new(*names: str) -> list[Step]:
    return plan([question(name) for name in names], {}, ASSUMED)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("kind", BY_TYPE)
def test_an_item_written_is_the_item_read(tmp_path: Path, kind: str) -> None:
    write_item(tmp_path / "a", kind, prompt=None)
    item = next(iter(load_bank(tmp_path / "a").items.values()))
    folder = tmp_path / "b" / "items" / item.subtopic / item.id
    folder.mkdir(parents=True)
    for name, text in files(item).items():
        (folder / name).write_text(text)
    assert load_bank(tmp_path / "b").items == {item.id: item}


def test_every_packaged_item_written_is_the_item_read(tmp_path: Path) -> None:
    whole: dict[str, Item] = load_bank().items
    write(tmp_path, [Step(name, "new", item) for name, item in whole.items()], replace=False)
    assert load_bank(tmp_path).items == whole


def test_what_a_file_does_not_say_is_assumed_and_told() -> None:
    (step,) = plan([question("one", difficulty=3)], {}, ASSUMED)
    assert step.item is not None
    assert (step.item.difficulty, step.item.subtopic) == (3, "performance-impact")
    (note,) = step.notes
    assert "subtopic performance-impact" in note
    assert "difficulty" not in note


def test_an_imported_item_is_a_draft_unless_asked_otherwise() -> None:
    for keep, status in ((False, "draft"), (True, "published")):
        (step,) = plan([question("one", status="published")], {}, ASSUMED, keep_status=keep)
        assert step.item is not None
        assert step.item.status == status


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"difficulty": 9}, "difficulty"),
        ({"subtopic": "geography"}, "subtopic"),
        ({"prompt": " "}, "prompt"),
        ({"type": "numeric"}, "variant"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_question_that_is_no_valid_item_says_which_field(fields: dict[str, Any], reason: str) -> None:
    (step,) = plan([question("one", **fields)], {}, ASSUMED)
    assert step.act == "refused"
    assert reason in step.reason


def test_two_questions_of_one_id_are_not_merged() -> None:
    first, second = new("Same Name", "same-name")
    assert (first.act, second.act) == ("new", "refused")
    assert "twice" in second.reason


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "..", "a" * 500, "Ünïcode", "", "con\x00"])
def test_no_name_leads_out_of_the_bank(tmp_path: Path, name: str) -> None:
    write(tmp_path / "bank", plan([question(name, id=name)], {}, ASSUMED), replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]
    assert len(load_bank(tmp_path / "bank").items) == 1


def test_an_import_that_fails_in_the_middle_leaves_the_bank_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, new("one", "two"), replace=False)
    before = tree(tmp_path)
    existing = load_bank(tmp_path).items
    steps = plan([question(n, prompt="Other?") for n in ("one", "two", "three")], existing, ASSUMED)
    moves = []
    move = importing._move

    def fail_late(*arguments: Any) -> None:
        moves.append(arguments)
        if len(moves) == 4:
            raise OSError("no space left on device")
        move(*arguments)

    monkeypatch.setattr(importing, "_move", fail_late)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path, steps, replace=True)
    assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_proof_that_the_format_does_not_hold_stays_with_the_item(tmp_path: Path) -> None:
    write(tmp_path, new("one"), replace=False)
    proof = "def verify(kernels):\n    return {'b': True}"
    (tmp_path / "items" / "performance-impact" / "one" / "verify.py").write_text(proof)
    existing = load_bank(tmp_path).items
    steps = plan([question("one", prompt="Other?")], existing, ASSUMED)
    write(tmp_path, steps, replace=True)
    assert load_bank(tmp_path).items["one"].verify == proof
    assert load_bank(tmp_path).items["one"].prompt == "Other?"


GIFT = FIXTURES / "documentation.gift"


def test_an_import_is_shown_before_it_is_done(tmp_path: Path) -> None:
    shown = bank("import", GIFT, "--bank", tmp_path / "b", "--leave-out")
    assert shown.exit_code == 0
    assert "GIFT, 10 questions: 4 new, 6 cannot be an item" in shown.stdout
    assert "add --yes" in shown.stdout
    assert not (tmp_path / "b").exists()
    done = bank("import", GIFT, "--bank", tmp_path / "b", "--leave-out", "--yes")
    assert "wrote 4 items" in done.stdout
    assert set(load_bank(tmp_path / "b").items) == {"q2", "town-1", "grant-s-tomb", "jesus"}
    again = bank("import", GIFT, "--bank", tmp_path / "b", "--leave-out", "--yes")
    assert "4 as in the bank" in again.stdout
    assert "nothing to write" in again.stdout


def test_one_question_that_cannot_be_held_stops_the_whole_import(tmp_path: Path) -> None:
    stopped = bank("import", GIFT, "--bank", tmp_path / "b", "--yes", "--json")
    assert stopped.exit_code == 1
    report = json.loads(stopped.stdout)
    assert report["written"] == []
    assert "--leave-out" in report["stopped_by"][0]
    assert not (tmp_path / "b").exists()


def test_an_item_of_the_bank_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "x.gift"
    for prompt, arguments, code in (("One", [], 0), ("Two", [], 1), ("Two", ["--replace"], 0)):
        file.write_text(f"// [id:x]\n::X::{prompt}? {{ =a ~b ~c }}\n")
        assert bank("import", file, "--bank", tmp_path / "b", "--yes", *arguments).exit_code == code
        before = "One?" if code else f"{prompt}?"
        assert load_bank(tmp_path / "b").items["x"].prompt == before


@pytest.mark.parametrize("text", ["<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>", "<html/>", ""])
def test_a_refused_file_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.xml").write_text(text)
    refused = bank("import", tmp_path / "x.xml", "--bank", tmp_path / "b")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("bn-assess: x.xml ")
    assert refused.stderr.count("\n") == 1


def test_a_strangers_words_do_not_reach_the_terminal_as_commands(tmp_path: Path) -> None:
    (tmp_path / "x.gift").write_text("::\x1b[2J\x1b]0;owned\x07:: What? { =a ~b }")
    shown = bank("import", tmp_path / "x.gift", "--bank", tmp_path / "b")
    assert "\x1b" not in shown.stdout
    assert "\x07" not in shown.stdout


@pytest.mark.parametrize(("name", "held"), [("x.zip", 5), ("x.xml", 4), ("x.gift", 3)])
def test_a_bank_exported_by_command_is_read_by_command(tmp_path: Path, name: str, held: int) -> None:
    root = write_bank(tmp_path / "a")
    made = bank("export", tmp_path / name, "--bank", root)
    assert made.exit_code == 0, made.stderr
    assert f"wrote 5 items to {tmp_path / name}" in made.stdout
    done = bank("import", tmp_path / name, "--bank", tmp_path / "b", "--yes", "--leave-out", "--keep-status")
    assert f"wrote {held} items" in done.stdout
    whole = load_bank(root).items
    for item, read in load_bank(tmp_path / "b").items.items():
        assert read == whole[item]


def test_an_export_that_cannot_be_written_leaves_no_half(tmp_path: Path) -> None:
    root = write_bank(tmp_path / "a")
    failed = bank("export", tmp_path / "none" / "x.zip", "single-choice", "--bank", root)
    assert failed.exit_code == 1
    assert "cannot be written" in failed.stderr
    unknown = bank("export", tmp_path / "x.docx", "--bank", root)
    assert (unknown.exit_code, "--format" in unknown.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
