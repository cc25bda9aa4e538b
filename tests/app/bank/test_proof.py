import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from app.bank.proof import check_proof
from app.bank.variants import draw_variants
from grader.sandbox.outcome import Run, Sandbox
from grader.sandbox.program import Limits, Probe
from question_bank import Entry, MultipleChoice, Numeric, SingleChoice, load_bank
from question_bank.item import Option
from question_bank.load import PACKAGED
from tests.app.bank.test_command import bank
from tests.question_bank.folder import write_item


def entry_of(root: Path, kind: str, verify: str) -> Entry:
    folder = write_item(root, kind)
    (folder / "verify.py").write_text(textwrap.dedent(verify))
    (entry,) = load_bank(root).entries
    return entry


def told(sandbox: Sandbox, entry: Entry) -> list[str]:
    variants = draw_variants(sandbox, entry)[0] if entry.item.type == "numeric" else []
    return [finding.message for finding in check_proof(sandbox, entry, variants)]


@pytest.mark.parametrize(
    ("returned", "fault"),
    [
        ("{'a': True, 'b': False, 'c': False}", None),
        ("{'a': True}", None),  # no computation refutes the others
        ("{'a': False, 'b': False, 'c': False}", "a does not hold"),
        ("{'a': True, 'b': True, 'c': False}", "b holds"),
        ("{'b': False, 'c': False}", "nothing of the key a"),
        ("{'a': True, 'x': False}", "no option x"),
        ("{'a': 1}", "True and False"),
        ("{}", "True and False"),
        ("None", "True and False"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_proof_must_hold_for_exactly_the_key(
    sandbox: Sandbox, tmp_path: Path, returned: str, fault: str | None
) -> None:
    entry = entry_of(tmp_path, "single_choice", f"def verify(kernels):\n    return {returned}\n")
    found = told(sandbox, entry)
    assert (found == []) if fault is None else (fault in found[0])


@pytest.mark.parametrize(
    ("returned", "fault"),
    [
        ("2 * numbers['x']", None),
        ("2.0001 * numbers['x']", None),  # within a hundredth of the tolerance
        ("2.001 * numbers['x']", "the reference gives"),
        ("True", "a number is needed"),
        ("'4'", "a number is needed"),
    ],
)
def test_a_numeric_key_must_be_what_the_reference_gives(
    sandbox: Sandbox, tmp_path: Path, returned: str, fault: str | None
) -> None:
    entry = entry_of(tmp_path, "numeric", f"def verify(kernels, numbers):\n    return {returned}\n")
    found = told(sandbox, entry)
    assert (found == []) if fault is None else (fault in found[0])


def test_what_a_coding_prompt_states_must_be_so(sandbox: Sandbox, tmp_path: Path) -> None:
    entry = entry_of(tmp_path, "coding", "def verify(kernels):\n    return {'example': False}\n")
    assert told(sandbox, entry) == ["example is not so"]


PROVEN = [entry for entry in load_bank().entries if entry.item.verify]


class Remembering:
    """A sandbox that runs the same proof once: here the keys change, and what is computed does not."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.runs: dict[str, Run] = {}

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        if source not in self.runs:
            self.runs[source] = self.sandbox.run(source, names, probes, limits)
        return self.runs[source]

    def close(self) -> None:
        self.runs.clear()


@pytest.fixture(scope="session")
def remembering(sandbox: Sandbox) -> Remembering:
    return Remembering(sandbox)


@pytest.mark.parametrize("entry", PROVEN, ids=lambda entry: entry.item.id)
def test_every_proof_of_the_packaged_bank_holds(remembering: Sandbox, entry: Entry) -> None:
    assert told(remembering, entry) == []


def with_keys(entry: Entry, keys: set[str]) -> Entry:
    """The same item with other keys."""
    assert isinstance(entry.item, SingleChoice | MultipleChoice)
    options = [Option(id=option.id, text=option.text, key=option.id in keys) for option in entry.item.options]
    return Entry(entry.item.model_copy(update={"options": options}), entry.folder, entry.marked)


@pytest.mark.parametrize(
    "entry", [e for e in PROVEN if isinstance(e.item, SingleChoice)], ids=lambda entry: entry.item.id
)
def test_every_other_key_of_a_proven_item_is_contradicted(remembering: Sandbox, entry: Entry) -> None:
    assert isinstance(entry.item, SingleChoice)
    for option in entry.item.options:
        if not option.key:
            assert told(remembering, with_keys(entry, {option.id})), f"{option.id} as key went unnoticed"


@pytest.mark.parametrize(
    "entry", [e for e in PROVEN if isinstance(e.item, MultipleChoice)], ids=lambda entry: entry.item.id
)
def test_every_wrong_tick_of_a_proven_item_is_contradicted(remembering: Sandbox, entry: Entry) -> None:
    assert isinstance(entry.item, MultipleChoice)
    keys = set(entry.item.keys)
    for option in entry.item.options:
        assert told(remembering, with_keys(entry, keys ^ {option.id})), f"{option.id} went unnoticed"


@pytest.mark.parametrize(
    "entry", [e for e in PROVEN if isinstance(e.item, Numeric)], ids=lambda entry: entry.item.id
)
def test_every_number_that_is_off_by_its_tolerance_is_contradicted(
    remembering: Sandbox, entry: Entry
) -> None:
    variants = draw_variants(remembering, entry)[0]
    assert check_proof(remembering, entry, variants) == []
    off = [replace(variant, key=variant.key * (1 + variant.tolerance)) for variant in variants]
    assert len(check_proof(remembering, entry, off)) == 3  # as many as are told at once


def copied(name: str, root: Path) -> Path:
    """The folder of a copy of one packaged item."""
    (folder,) = PACKAGED.glob(f"items/*/{name}")
    return Path(shutil.copytree(folder, root / folder.relative_to(PACKAGED)))


def test_a_key_moved_in_a_copy_of_the_bank_turns_the_check_red(tmp_path: Path) -> None:
    file = copied("forward-by-hand", tmp_path) / "item.yaml"
    assert bank("check", "--bank", tmp_path).exit_code == 0
    data = yaml.safe_load(file.read_text())
    right, other = data["options"][2], data["options"][3]
    right["misconception"], other["key"] = other.pop("misconception"), right.pop("key")
    file.write_text(yaml.safe_dump(data))
    red = bank("check", "--bank", tmp_path)
    assert red.exit_code == 1
    assert "[verify-contradicts] c holds, the item says otherwise" in red.stdout
    assert "[verify-contradicts] d does not hold" in red.stdout


def test_a_number_changed_in_a_copy_of_the_bank_turns_the_check_red(tmp_path: Path) -> None:
    file = copied("running-mean-two-steps", tmp_path) / "variant.py"
    file.write_text(file.read_text().replace('"key": key', '"key": 1.01 * key'))
    red = bank("check", "--bank", tmp_path)
    assert red.exit_code == 1
    assert "[verify-contradicts] seed 0: the reference gives" in red.stdout
