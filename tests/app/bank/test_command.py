import json
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from app.cli import build
from app.models import AuditEntry, ItemVersion
from grader.sandbox.outcome import Sandbox, SandboxMissing
from question_bank import load_bank
from tests.question_bank.folder import write_bank, write_item


def bank(*arguments: str | Path) -> Result:
    return CliRunner().invoke(build("bank"), ["bank", *map(str, arguments)])


def test_a_bank_with_nothing_to_mend_exits_0(tmp_path: Path) -> None:
    write_item(tmp_path)
    result = bank("check", "--bank", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "1 items, nothing to mend\n")


def test_a_finding_names_file_line_rule_and_what_to_do(tmp_path: Path) -> None:
    folder = write_item(tmp_path, sources=[])
    result = bank("check", "--bank", tmp_path)
    assert result.exit_code == 1
    lines = (folder / "item.yaml").read_text().splitlines()
    line = lines.index("sources: []") + 1
    assert f"{folder}/item.yaml:{line}: [missing-source]" in result.stdout
    assert "Name the paper" in result.stdout
    assert "1 to mend: missing-source 1" in result.stdout


def test_a_bank_that_cannot_be_read_tells_every_reason(tmp_path: Path) -> None:
    write_item(tmp_path, name="one", difficulty=7)
    write_item(tmp_path, name="two", points=0)
    result = bank("check", "--bank", tmp_path, "--json")
    assert result.exit_code == 1
    files = {finding["file"] for finding in json.loads(result.stdout)["findings"]}
    assert files == {f"items/batch-statistics/{name}/item.yaml" for name in ("one", "two")}


def test_one_item_can_be_checked_by_itself(tmp_path: Path) -> None:
    write_item(tmp_path, name="good")
    write_item(tmp_path, name="poor", sources=[])
    assert bank("check", "good", "--bank", tmp_path).exit_code == 0
    assert bank("check", "poor", "--bank", tmp_path).exit_code == 1


def test_an_unknown_item_is_met_with_its_neighbours() -> None:
    result = bank("show", "bn-foward")
    assert result.exit_code == 1
    assert "did you mean bn-forward" in result.stderr


def test_without_a_sandbox_check_says_so_and_exits_3(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_size: int) -> Sandbox:
        raise SandboxMissing("Landlock is not enabled")

    monkeypatch.setattr("grader.sandbox.open_sandbox", refuse)
    write_item(tmp_path)
    result = bank("check", "--bank", tmp_path)
    assert result.exit_code == 3
    assert "Landlock is not enabled" in result.stderr


def test_filters_of_list_combine(tmp_path: Path) -> None:
    write_item(tmp_path, name="one", difficulty=1)
    write_item(tmp_path, name="two", difficulty=2, roles=["analytics-engineer"])
    write_item(tmp_path, "coding", name="three", difficulty=2)

    def listed(*filters: str) -> list[str]:
        return [row["id"] for row in json.loads(bank("list", "--json", "--bank", tmp_path, *filters).stdout)]

    assert listed() == ["one", "three", "two"]
    assert listed("--difficulty", "2") == ["three", "two"]
    assert listed("--difficulty", "2", "--type", "coding") == ["three"]
    assert listed("--role", "analytics-engineer", "--application", "accuracy") == ["two"]
    assert listed("--status", "draft") == []


def test_an_empty_list_says_how_many_there_are(tmp_path: Path) -> None:
    write_item(tmp_path)
    assert "None of the 1 items" in bank("list", "--status", "retired", "--bank", tmp_path).stdout


def test_the_list_names_every_packaged_item() -> None:
    shown = bank("list").stdout
    assert all(name in shown for name in load_bank().items)


@pytest.mark.parametrize("name", ["forward-by-hand", "sensor-glitch", "gap-between-modes", "bn-forward"])
def test_an_author_sees_keys_and_rationales(name: str) -> None:
    result = bank("show", name)
    item = load_bank().items[name]
    assert result.exit_code == 0
    assert item.title in result.stdout
    told = " ".join(result.stdout.split())
    for option in getattr(item, "options", []):
        assert " ".join(option.rationale.split())[:60] in told
    for criterion in getattr(item, "rubric", []):
        assert criterion.title in told


def test_an_author_sees_what_candidates_of_a_numeric_item_get() -> None:
    shown = bank("show", "memory-kept-for-backward").stdout
    assert shown.count("Variant of seed") == 3
    assert "M21 would answer" in shown


def test_show_as_json_is_the_content_of_the_version() -> None:
    shown = json.loads(bank("show", "bn-forward", "--json").stdout)
    assert shown["content"] == load_bank().items["bn-forward"].content()


def test_every_rule_is_listed() -> None:
    listed = json.loads(bank("check", "--rules", "--json").stdout)
    assert {"key-by-length", "variant-unfair", "verify-contradicts"} <= listed.keys()
    assert len(bank("check", "--rules").stdout.splitlines()) == len(listed)


def test_load_commits_what_it_says_and_audits_it(
    database_url: str, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BN_ASSESS_DATABASE_URL", database_url)
    write_bank(tmp_path)
    result = bank("load", "--bank", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "   5 items new\n")
    assert session.scalars(select(func.count()).select_from(ItemVersion)).one() == 5
    assert session.scalars(select(AuditEntry.act)).all() == ["load"]


def test_loading_again_says_that_nothing_changed(
    database_url: str, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BN_ASSESS_DATABASE_URL", database_url)
    write_bank(tmp_path)
    bank("load", "--bank", tmp_path)
    result = bank("load", "--bank", tmp_path, "--json")
    assert json.loads(result.stdout)["added"] == []
    assert len(json.loads(result.stdout)["unchanged"]) == 5
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_a_bank_that_cannot_be_used_is_not_loaded(
    database_url: str, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BN_ASSESS_DATABASE_URL", database_url)
    folder = write_item(tmp_path, "numeric")
    (folder / "variant.py").write_text("def variant(rng):\n    return 1 / 0\n")
    result = bank("load", "--bank", tmp_path)
    assert result.exit_code == 1
    assert "[variant-fails]" in result.stdout
    assert session.scalars(select(func.count()).select_from(ItemVersion)).one() == 0


def test_a_database_that_is_not_migrated_is_told_how_to_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BN_ASSESS_DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    write_item(tmp_path / "bank")
    result = bank("load", "--bank", tmp_path / "bank")
    assert result.exit_code == 1
    assert "bn-assess migrate" in result.stderr
