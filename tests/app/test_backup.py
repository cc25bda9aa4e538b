"""A backup and its way back, by the commands an operator types, on both databases."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, insert, select
from typer.testing import CliRunner, Result

from app.cli import build
from app.db import Database, open_engine
from app.models import Demographics
from tests.app.cli.test_commands import url_of
from tests.conftest import Templates
from tests.postgresql import PROGRAMS
from tests.service import Service

PATH = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"


def bn_assess(url: str, command: str, *words: str, path: str = PATH) -> Result:
    """Run a command in this process: starting one costs more than what it does."""
    environment = {"BN_ASSESS_DATABASE_URL": url, "PATH": path}
    return CliRunner().invoke(build(command), [command, *words], env=environment)


def everything(url: str) -> dict[str, list[Any]]:
    """Every row of every table."""
    engine = open_engine(url)
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        rows = {
            name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return rows


@pytest.fixture
def other_url(database_kind: str, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """Another database, empty and migrated."""
    folder = tmp_path / "other"
    folder.mkdir()
    url = templates.copy(database_kind, folder, stocked=False)
    yield url
    templates.drop(url)


def test_a_backup_comes_back_row_by_row_made_while_the_service_runs(
    service: Service, other_url: str, tmp_path: Path
) -> None:
    ada = service.candidate()
    assert ada.post("/attempt").status_code == 201
    file, before = tmp_path / "backup.zip", everything(url_of(service))
    made = bn_assess(url_of(service), "backup", str(file))
    assert made.exit_code == 0, made.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert bn_assess(other_url, "restore", str(file), "--check").exit_code == 0
    restored = bn_assess(other_url, "restore", str(file))
    assert restored.exit_code == 0, restored.stderr
    assert everything(other_url) == before
    assert before["attempt"]


def test_a_restore_replaces_data_only_when_told_to_and_then_all_of_it(
    stocked_url: str, other_url: str, tmp_path: Path
) -> None:
    file, before = tmp_path / "backup.zip", everything(stocked_url)
    assert bn_assess(stocked_url, "backup", str(file)).exit_code == 0
    engine = open_engine(other_url)
    with Database(engine).write() as session:
        session.execute(insert(Demographics).values(answers={"of": "later"}))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE of_a_newer_program (id integer)")
    engine.dispose()
    refused = bn_assess(other_url, "restore", str(file))
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    assert everything(other_url)["demographics"]
    replaced = bn_assess(other_url, "restore", str(file), "--replace")
    assert replaced.exit_code == 0, replaced.stderr
    assert everything(other_url) == before


def test_a_damaged_backup_changes_nothing(stocked_url: str, other_url: str, tmp_path: Path) -> None:
    file, damaged = tmp_path / "backup.zip", tmp_path / "damaged.zip"
    assert bn_assess(stocked_url, "backup", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(damaged, "w") as packed:
        packed.writestr("manifest.json", whole.read("manifest.json"))
        packed.writestr("database", whole.read("database")[:-1])
    before = everything(other_url)
    for words in (["--check"], ["--replace"]):
        refused = bn_assess(other_url, "restore", str(damaged), *words)
        assert (refused.exit_code, "is damaged" in refused.stderr) == (1, True)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:-100])
    assert "no backup of bn-assess" in bn_assess(other_url, "restore", str(cut)).stderr
    assert everything(other_url) == before


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_restore_that_fails_at_its_last_statement_leaves_what_was_there(
    stocked_url: str, other_url: str, tmp_path: Path
) -> None:
    file, failing = tmp_path / "backup.zip", tmp_path / "failing.zip"
    assert bn_assess(stocked_url, "backup", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(failing, "w") as packed:
        dump = whole.read("database") + b"SELECT 1 / 0;\n"
        manifest = json.loads(whole.read("manifest.json")) | {"sha256": hashlib.sha256(dump).hexdigest()}
        packed.writestr("manifest.json", json.dumps(manifest))
        packed.writestr("database", dump)
    before = everything(other_url)
    refused = bn_assess(other_url, "restore", str(failing), "--replace")
    assert (refused.exit_code, "division by zero" in refused.stderr) == (1, True)
    assert everything(other_url) == before


def test_a_backup_never_overwrites(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("yesterday's")
    refused = bn_assess(database_url, "backup", str(file))
    assert (refused.exit_code, "never overwrites" in refused.stderr) == (1, True)
    assert file.read_text() == "yesterday's"


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_without_postgresqls_programs_it_is_told_which_to_install(database_url: str, tmp_path: Path) -> None:
    refused = bn_assess(database_url, "backup", str(tmp_path / "b.zip"), path="")
    assert (refused.exit_code, "postgresql-client" in refused.stderr) == (1, True)
    assert list(tmp_path.glob("*.zip")) == []
