"""`bn-assess staff` and `bn-assess key`."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from app.cli.database import fail, transaction
from app.models import Role, Staff
from app.staff import accounts

staff = typer.Typer(help="Recruiters, reviewers and admins.", no_args_is_help=True)
key = typer.Typer(help="API keys, for programs that act as a member of staff.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The e-mail address they sign in with.")]
KeyName = Annotated[str, typer.Argument(help="What the key is for, so that it can be revoked by name.")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, for scripts.")
]
MIN_PASSWORD = 10


def _ask_password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < MIN_PASSWORD:
        fail(f"a password has at least {MIN_PASSWORD} characters; nothing was changed")
    return password


@staff.command("add")
def add(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they may do.")],
    name: Annotated[str, typer.Option(help="How they are called.")],
    password_stdin: PasswordStdin = False,
) -> None:
    """Add a member of staff. The password is asked for, never taken from the command line."""
    password = _ask_password(password_stdin)
    with transaction() as session:
        accounts.add(
            session, email=email, name=name, role=role, password=password, now=datetime.now(UTC), by=None
        )
    Console().print(f"{email} can sign in as {role}.")


@staff.command("list")
def list_staff() -> None:
    """List all staff."""
    table = Table("e-mail", "name", "role", "since", "disabled")
    with transaction() as session:
        for member in session.scalars(select(Staff).order_by(Staff.email)):
            disabled = f"{member.disabled_at:%Y-%m-%d}" if member.disabled_at else ""
            table.add_row(member.email, member.name, member.role, f"{member.created_at:%Y-%m-%d}", disabled)
    if table.row_count:
        Console().print(table)
    else:
        Console().print("No staff yet: bn-assess staff add EMAIL --role admin --name NAME")


@staff.command("password")
def password(email: Email, password_stdin: PasswordStdin = False) -> None:
    """Set a new password and end every sign-in made with the old one."""
    new = _ask_password(password_stdin)
    with transaction() as session:
        member = accounts.find(session, email)
        accounts.set_password(session, member, new, now=datetime.now(UTC), by=None)
    Console().print(f"{email} has a new password.")


@staff.command("disable")
def disable(email: Email) -> None:
    """Shut an account; its sign-ins and keys stop working at once."""
    with transaction() as session:
        accounts.disable(session, accounts.find(session, email), now=datetime.now(UTC), by=None)
    Console().print(f"{email} is disabled.")


@key.command("create")
def create(email: Email, name: KeyName) -> None:
    """Create an API key and show it, this one time; only a hash is stored."""
    with transaction() as session:
        member = accounts.find(session, email)
        secret = accounts.create_key(session, member, name, now=datetime.now(UTC), by=None)
    sys.stdout.write(secret + "\n")


@key.command("revoke")
def revoke(email: Email, name: KeyName) -> None:
    """Withdraw a member's keys of one name."""
    with transaction() as session:
        member = accounts.find(session, email)
        count = accounts.revoke_keys(session, member, name, now=datetime.now(UTC), by=None)
    if not count:
        fail(f"{email} has no key named {name}")
    Console().print(f"{count} revoked.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(staff, name="staff")
    app.add_typer(key, name="key")
