"""`bn-assess candidate`."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from app.candidates import erase as erasing
from app.cli.database import open_database, read_settings, transaction
from app.db import overwrite_deleted

candidate = typer.Typer(help="The people who sit tests.", no_args_is_help=True)


@candidate.callback()
def _group() -> None:
    """The people who sit tests."""


@candidate.command("erase")
def erase(
    email_or_id: Annotated[str, typer.Argument(help="The e-mail address they were invited by, or their id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person for good: name, e-mail, prose, code and remarks go; anonymous scores stay."""
    if not yes:
        with transaction() as session:
            count = len(erasing.find(session, email_or_id))
        # Asked outside the transaction: while SQLite has one open, no candidate can save an answer.
        typer.confirm(f"Erase {count} invitation(s) of {email_or_id} for good?", abort=True)
    with transaction() as session:
        people = erasing.find(session, email_or_id)
        for person in people:
            erasing.erase(session, person, by=None, now=datetime.now(UTC))
    database = open_database(read_settings())
    overwritten = overwrite_deleted(database.engine)
    database.engine.dispose()
    Console().print(f"Erased: {len(people)}.")
    if not overwritten:
        Console().print(
            "The log beside the database file may hold the words until the service is started again."
        )


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(candidate, name="candidate")
