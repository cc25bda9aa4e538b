"""Backups: the whole database in one file, and back, with proof that nothing is missing.

A backup is a ZIP archive: `manifest.json`, and `database`, which is an SQLite file or what pg_dump wrote. The
manifest's counts are taken in the very snapshot that is copied, while the service goes on.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Engine, create_engine, func, inspect, select, table, text

from app import pg_client
from app.schema import knows, revision

CHUNK_BYTES = 1 << 20
MANIFEST, DATABASE = "manifest.json", "database"


class BackupRefused(Exception):
    """It was not done, and why; nothing was changed."""


class Manifest(BaseModel):
    """What a backup holds."""

    format: Literal[1] = 1
    kind: Literal["sqlite", "postgresql"]
    made_at: datetime
    program: str
    revision: str
    rows: dict[str, int]
    sha256: str


def back_up(engine: Engine, target: Path, *, now: datetime) -> Manifest:
    """Write the database as it is at this moment to `target`, which must not exist; return what is in it."""
    if target.exists():
        raise BackupRefused(f"{target} exists; a backup never overwrites: name another file")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        copy = Path(folder) / DATABASE
        kind: Literal["sqlite", "postgresql"] = "postgresql"
        if engine.dialect.name == "sqlite":
            kind = "sqlite"
            found, rows = _copy_sqlite(engine, copy)
        else:
            found, rows = _dump_postgresql(engine, copy)
        with copy.open("rb") as database:
            digest = _sha256(database)
        manifest = Manifest(
            kind=kind,
            made_at=now,
            program=version("bn-assess"),
            revision=found,
            rows=rows,
            sha256=digest,
        )
        archive = Path(folder) / "archive"
        _pack(archive, manifest, copy)
        read_manifest(archive)
        archive.rename(target)
    return manifest


def _copy_sqlite(engine: Engine, copy: Path) -> tuple[str, dict[str, int]]:
    with closing(engine.raw_connection()) as connection:
        # Unlike a copy page by page it leaves out what was erased and only waits to be overwritten.
        connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as written:
        (verdict,) = written.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise BackupRefused(f"the database is damaged ({verdict}); go back to the last backup that was made")
    with _reading(f"sqlite:///{copy}") as connection:
        return _contents(connection)


def _dump_postgresql(engine: Engine, copy: Path) -> tuple[str, dict[str, int]]:
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        contents = _contents(connection)
        pg_client.dump(engine.url, copy, snapshot=str(snapshot))
    return contents


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _contents(connection: Connection) -> tuple[str, dict[str, int]]:
    found = revision(connection)
    if found is None:
        raise BackupRefused("the database is empty: there is nothing to back up. bn-assess migrate makes it")
    names = sorted(inspect(connection).get_table_names())
    return found, {name: _count(connection, name) for name in names}


def _count(connection: Connection, name: str) -> int:
    return connection.scalars(select(func.count()).select_from(table(name))).one()


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _pack(archive: Path, manifest: Manifest, copy: Path) -> None:
    # Opened before anything is in it: it will hold names, and is for its owner alone.
    with os.fdopen(os.open(archive, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.writestr(MANIFEST, manifest.model_dump_json(indent=2))
            packed.write(copy, DATABASE)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(source: Path) -> Manifest:
    """Return what the backup at `source` holds, once every byte of it has been checked."""
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = Manifest.model_validate_json(packed.read(MANIFEST))
            with packed.open(DATABASE) as database:
                if _sha256(database) != manifest.sha256:
                    raise BackupRefused(f"{source} is damaged: its checksum does not fit; use another backup")
    except (zipfile.BadZipFile, KeyError, ValidationError, EOFError) as error:
        raise BackupRefused(f"{source} is no backup of bn-assess, or it is damaged: {error}") from error
    except OSError as error:
        raise BackupRefused(f"{source} cannot be read: {error.strerror}") from error
    return manifest


def restore(engine: Engine, source: Path, *, replace: bool) -> Manifest:
    """Put the backup at `source` in the database's place, all of it or nothing; return what was in it.

    Raises:
        BackupRefused: where the file is damaged, of another kind of database or of a newer program, or where
            the database holds data and `replace` is not set.
    """
    manifest = read_manifest(source)
    if manifest.kind != engine.dialect.name:
        raise BackupRefused(f"{source} is of {manifest.kind}, and the database is {engine.dialect.name}")
    if not knows(manifest.revision):
        raise BackupRefused(
            f"{source} was made by a newer bn-assess ({manifest.program}): install that first"
        )
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        kept = sum(_count(connection, name) for name in names if name != "alembic_version")
    if kept and not replace:
        raise BackupRefused(
            f"the database holds {kept} rows, which a restore would replace: back it up, stop the service, "
            "then add --replace"
        )
    with zipfile.ZipFile(source) as packed, packed.open(DATABASE) as database:
        if manifest.kind == "sqlite":
            _restore_sqlite(engine, database)
        else:
            pg_client.load(engine.url, database)
    with engine.connect() as connection:
        contents = _contents(connection)
    if contents != (manifest.revision, manifest.rows):
        raise BackupRefused(f"what was restored is not what {source} held; keep the file and report this")
    return manifest


def _restore_sqlite(engine: Engine, database: IO[bytes]) -> None:
    path = Path(engine.url.database or "")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restore-") as folder:
        copy = Path(folder) / DATABASE
        with copy.open("wb") as file:
            shutil.copyfileobj(database, file, CHUNK_BYTES)
        with closing(sqlite3.connect(copy)) as held, closing(sqlite3.connect(path)) as into:
            # One transaction of SQLite's own: it waits for those at work, and is there whole or not at all.
            held.backup(into)
