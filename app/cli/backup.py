"""`bn-assess backup` and `restore`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.exc import OperationalError

from app.backup import BackupRefused, Manifest, back_up, read_manifest
from app.backup import restore as put_back
from app.cli.database import fail, open_database, read_settings
from app.outage import first_line
from app.pg_client import PgClientFailed
from app.schema import is_current

TROUBLE = (BackupRefused, PgClientFailed, OperationalError, OSError)
File = Annotated[Path, typer.Argument(help="The backup's file.", dir_okay=False)]


def backup(
    file: Annotated[Path, typer.Argument(help="A file that does not exist yet.", dir_okay=False)],
) -> None:
    """Write the whole database to one file, while the service goes on.

    The file is read again and checked before it gets its name. It holds names, answers and keys, unencrypted:
    it can be read by its owner only; keep it so. PostgreSQL needs its pg_dump on the PATH.
    """
    database = open_database(read_settings())
    try:
        with Console(stderr=True).status("Backing up..."):
            manifest = back_up(database.engine, file, now=datetime.now(UTC))
    except TROUBLE as trouble:
        fail(_told(trouble))
    finally:
        database.engine.dispose()
    size_mib = file.stat().st_size / 2**20
    Console().print(f"{file}: {_contents(manifest)}, {size_mib:.1f} MiB, checked.")


def restore(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what is in the database. It cannot be undone.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only check the file; change nothing.")] = False,
) -> None:
    """Put a backup in the database's place, all of it or nothing.

    Stop the service first. The file is checked before anything is changed, and what was restored is counted
    afterwards. PostgreSQL needs its psql on the PATH.
    """
    if check:
        try:
            manifest = read_manifest(file)
        except BackupRefused as refused:
            fail(str(refused))
        Console().print(
            f"{file} is whole: {_contents(manifest)}, from {manifest.made_at:%Y-%m-%d %H:%M} UTC."
        )
        return
    database = open_database(read_settings())
    try:
        with Console(stderr=True).status("Restoring..."):
            manifest = put_back(database.engine, file, replace=replace)
            current = is_current(database.engine)
    except TROUBLE as trouble:
        fail(_told(trouble))
    finally:
        database.engine.dispose()
    Console().print(f"Restored {_contents(manifest)}, all counted.")
    if not current:
        Console().print(
            "It was made by an older bn-assess: run bn-assess migrate before you start the service."
        )


def _contents(manifest: Manifest) -> str:
    return f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables ({manifest.kind})"


def _told(trouble: Exception) -> str:
    return first_line(trouble) if isinstance(trouble, OperationalError) else str(trouble)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (backup, restore):
        app.command()(command)
