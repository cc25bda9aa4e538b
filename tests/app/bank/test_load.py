from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bank.load import load
from app.models import Item, ItemVariant, ItemVersion
from grader.sandbox.outcome import Run, Sandbox, SandboxMissing
from grader.sandbox.program import Limits, Probe
from question_bank import BankInvalid, load_bank, read_content
from tests.question_bank.folder import write_bank, write_item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


class Kept:
    """A sandbox that stays open for the next test."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        return self._sandbox.run(source, names, probes, limits)

    def close(self) -> None:
        pass


@pytest.fixture
def open_sandbox(sandbox: Sandbox) -> Callable[[], Sandbox]:
    return lambda: Kept(sandbox)


def refuse() -> Sandbox:
    raise SandboxMissing("this host has no lock")


def versions(session: Session, name: str) -> list[ItemVersion]:
    return list(
        session.scalars(select(ItemVersion).where(ItemVersion.item_id == name).order_by(ItemVersion.number))
    )


def change(root: Path, name: str, old: str, new: str) -> None:
    (file,) = root.glob(f"items/*/{name}/item.yaml")
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def test_a_loaded_bank_is_what_its_files_say(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    bank = load_bank(write_bank(tmp_path))
    loaded = load(session, bank, open_sandbox, now=NOW)
    assert loaded.added == list(bank.items)
    session.expire_all()
    for name, item in bank.items.items():
        (version,) = versions(session, name)
        assert (version.number, version.current, version.status) == (1, True, "published")
        assert read_content(version.content).content() == item.content()
        assert version.content_hash == item.content_hash()
        assert version.type == item.type
        assert version.subtopic == item.subtopic
        assert version.points == Decimal(item.points)


def test_numeric_items_keep_their_drawn_variants(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    load(session, load_bank(write_bank(tmp_path)), open_sandbox, now=NOW)
    session.expire_all()
    variants = session.scalars(select(ItemVariant).order_by(ItemVariant.index)).all()
    assert [variant.index for variant in variants] == list(range(64))
    assert all(variant.key == 2 * variant.numbers["x"] for variant in variants)
    assert {variant.tolerance for variant in variants} == {0.01}


def test_loading_again_changes_nothing_and_opens_no_sandbox(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    bank = load_bank(write_bank(tmp_path))
    load(session, bank, open_sandbox, now=NOW)
    before = session.scalars(select(func.count()).select_from(ItemVariant)).one()
    loaded = load(session, load_bank(tmp_path), refuse, now=LATER)
    assert loaded.unchanged == list(bank.items)
    assert session.scalars(select(func.count()).select_from(ItemVersion)).one() == len(bank.items)
    assert session.scalars(select(func.count()).select_from(ItemVariant)).one() == before
    assert set(session.scalars(select(ItemVersion.created_at))) == {NOW}


def test_changed_content_makes_a_new_version_and_leaves_the_old_as_it_was(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    load(session, load_bank(write_bank(tmp_path)), open_sandbox, now=NOW)
    (old,) = versions(session, "single-choice")
    said, old_id = dict(old.content), old.id
    change(tmp_path, "single-choice", "over features", "per feature")
    loaded = load(session, load_bank(tmp_path), refuse, now=LATER)
    assert loaded.changed == ["single-choice"]
    session.expire_all()
    first, second = versions(session, "single-choice")
    assert (first.id, first.content, first.current) == (old_id, said, False)
    assert (second.number, second.current, second.created_at) == (2, True, LATER)
    assert "per feature" in str(second.content)


def test_variants_of_an_old_version_stay_when_the_item_changes(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    folder = write_item(tmp_path, "numeric")
    load(session, load_bank(tmp_path), open_sandbox, now=NOW)
    (folder / "prompt.md").write_text("And what is twice {{x}}, please?")
    load(session, load_bank(tmp_path), open_sandbox, now=LATER)
    counts = session.execute(
        select(ItemVersion.number, func.count())
        .join(ItemVariant, ItemVariant.item_version_id == ItemVersion.id)
        .group_by(ItemVersion.number)
        .order_by(ItemVersion.number)
    ).all()
    assert [tuple(row) for row in counts] == [(1, 64), (2, 64)]


def test_a_new_status_is_no_new_version(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    write_item(tmp_path, name="one", status="draft")
    load(session, load_bank(tmp_path), open_sandbox, now=NOW)
    change(tmp_path, "one", "status: draft", "status: published")
    assert load(session, load_bank(tmp_path), open_sandbox, now=LATER).moved == ["one"]
    (version,) = versions(session, "one")
    assert version.status == "published"


def test_a_retired_item_stays_and_can_come_back(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    write_item(tmp_path, name="one")
    load(session, load_bank(tmp_path), open_sandbox, now=NOW)
    item = session.get_one(Item, "one")
    change(tmp_path, "one", "status: published", "status: retired")
    for moment in (LATER, LATER + timedelta(days=1)):
        load(session, load_bank(tmp_path), open_sandbox, now=moment)
        assert item.retired_at == LATER
    assert len(versions(session, "one")) == 1
    change(tmp_path, "one", "status: retired", "status: published")
    load(session, load_bank(tmp_path), open_sandbox, now=LATER)
    assert item.retired_at is None


def test_an_item_of_another_bank_is_left_alone(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    write_item(tmp_path / "first", name="one")
    write_item(tmp_path / "second", name="two")
    load(session, load_bank(tmp_path / "first"), open_sandbox, now=NOW)
    loaded = load(session, load_bank(tmp_path / "second"), open_sandbox, now=LATER)
    assert (loaded.added, loaded.unknown) == (["two"], ["one"])
    assert session.get_one(Item, "one").retired_at is None


def test_a_bank_with_one_bad_variant_is_not_loaded_at_all(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    write_bank(tmp_path)
    (tmp_path / "items/batch-statistics/numeric/variant.py").write_text(
        "def variant(rng):\n    return 1 / 0\n"
    )
    with pytest.raises(BankInvalid, match="variant-fails"):
        load(session, load_bank(tmp_path), open_sandbox, now=NOW)
    assert session.scalars(select(func.count()).select_from(Item)).one() == 0


def test_an_item_cannot_become_another_type(
    session: Session, tmp_path: Path, open_sandbox: Callable[[], Sandbox]
) -> None:
    write_item(tmp_path / "a", "single_choice", name="one")
    write_item(tmp_path / "b", "coding", name="one")
    load(session, load_bank(tmp_path / "a"), open_sandbox, now=NOW)
    with pytest.raises(BankInvalid, match="type-changed"):
        load(session, load_bank(tmp_path / "b"), open_sandbox, now=LATER)
    assert versions(session, "one")[0].type == "single_choice"


def test_without_a_sandbox_numeric_items_are_not_loaded_unproven(session: Session, tmp_path: Path) -> None:
    with pytest.raises(SandboxMissing):
        load(session, load_bank(write_bank(tmp_path)), refuse, now=NOW)
    assert session.scalars(select(func.count()).select_from(Item)).one() == 0


def test_the_packaged_bank_loads(session: Session, open_sandbox: Callable[[], Sandbox]) -> None:
    bank = load_bank()
    assert load(session, bank, open_sandbox, now=NOW).added == list(bank.items)
