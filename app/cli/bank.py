"""`bn-assess bank`: check, list, show and load the question bank."""

import json
import shutil
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from app.cli import authoring, exchange, item_life
from app.cli.bank_folder import (
    AsJson,
    Folder,
    find_entry,
    group,
    no_sandbox,
    print_findings,
    progress_bar,
    read_bank,
    refuse,
    sandbox,
)
from question_bank import BankInvalid, Entry
from question_bank.tags import Application, ItemType, Role, Status, Subtopic

COMMANDS = (authoring, exchange, item_life)  # their modules add them to the group


def register(app: typer.Typer) -> None:
    """Add the `bank` commands."""
    app.add_typer(group, name="bank")


@group.command()
def check(
    items: Annotated[list[str] | None, typer.Argument(help="Look at these items only.")] = None,
    bank: Folder = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the linter's rules and stop.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check every item: schema, style, key cues over the whole bank, variants and proofs.

    variant.py and verify.py run in the sandbox: variants must be fair to every candidate, and the reference
    kernels must confirm each key. Each finding names a rule, a file, a line and what to do.

    Exits 0 when there is nothing to mend, 1 when there is, 3 when this machine has no sandbox.
    """
    if rules:
        _print_rules(as_json)
        return
    from app.bank.check import check as check_all
    from grader.tasks import TASKS

    whole = read_bank(bank, as_json)
    only = [find_entry(whole, name).item.id for name in items] if items else list(whole.items)
    with sandbox() as runner, progress_bar(len(only)) as progress:
        findings = check_all(whole, runner, TASKS, only=only if items else None, progress=progress)
    print_findings(findings, whole.root, as_json, items=len(only))
    if findings:
        raise typer.Exit(1)


@group.command("list")
def list_items(
    kind: Annotated[ItemType | None, typer.Option("--type", help="Only this type.")] = None,
    subtopic: Annotated[Subtopic | None, typer.Option(help="Only this subtopic.")] = None,
    application: Annotated[Application | None, typer.Option(help="Only with this application.")] = None,
    role: Annotated[Role | None, typer.Option(help="Only for this role.")] = None,
    difficulty: Annotated[int | None, typer.Option(min=1, max=3, help="Only this difficulty.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only with this status.")] = None,
    bank: Folder = None,
    as_json: AsJson = False,
) -> None:
    """List items. Filters combine: all of them must hold.

    For example: bn-assess bank list --type numeric --subtopic batch-statistics
    """
    whole = read_bank(bank, as_json)
    wanted = {"type": kind, "subtopic": subtopic, "difficulty": difficulty, "status": status}
    chosen = [
        entry
        for entry in whole.entries
        if all(value is None or getattr(entry.item, field) == value for field, value in wanted.items())
        and (application is None or application in entry.item.applications)
        and (role is None or role in entry.item.roles)
    ]
    if as_json:
        typer.echo(json.dumps([_row(entry) for entry in chosen], indent=2))
        return
    if not chosen:
        typer.echo(f"None of the {len(whole.entries)} items passes these filters; leave one out.")
        return
    _print_list(chosen)
    typer.echo(f"\n{len(chosen)} of {len(whole.entries)} items")


@group.command()
def show(
    item: Annotated[str, typer.Argument(help="The item's id, see `bn-assess bank list`.")],
    bank: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show an item as its author sees it: prompt, keys, rationales, rubric, sources, three variants.

    Keep the output to yourself: it has the keys.
    """
    whole = read_bank(bank, as_json)
    entry = find_entry(whole, item)
    if as_json:
        shown = {"status": entry.item.status, "content_hash": entry.item.content_hash()}
        typer.echo(json.dumps({**shown, "folder": entry.folder, "content": entry.item.content()}, indent=2))
        return
    from app.cli.item_page import print_item

    print_item(entry, whole.misconceptions, _draws(entry))


@group.command()
def load(bank: Folder = None, as_json: AsJson = False) -> None:
    """Load the bank into the configured database (BN_ASSESS_DATABASE_URL).

    An item whose content changed gets a new version; candidates keep the version they were given, and
    assessments that are published keep the versions they were published with. Loading twice changes nothing.
    """
    from dataclasses import asdict
    from datetime import UTC, datetime

    from app import audit
    from app.bank.load import load as load_into
    from app.cli.database import transaction
    from grader.sandbox import open_sandbox
    from grader.sandbox.outcome import SandboxFailed, SandboxMissing

    whole = read_bank(bank, as_json)
    now = datetime.now(UTC)
    try:
        with transaction() as session:
            loaded = load_into(session, whole, lambda: open_sandbox(1), now=now)
            counts = {name: len(ids) for name, ids in asdict(loaded).items()}
            if loaded.added or loaded.changed or loaded.moved:
                audit.record(session, "load", "bank", whole.root.name, by=None, now=now, **counts)
    except BankInvalid as invalid:
        refuse(invalid, as_json)
    except (SandboxMissing, SandboxFailed) as missing:
        no_sandbox(missing)
    if as_json:
        typer.echo(json.dumps(asdict(loaded), indent=2))
        return
    for name, told in (
        ("added", "new"),
        ("changed", "with a new version"),
        ("moved", "with another status"),
        ("unchanged", "as they were"),
        ("unknown", "in the database and not in this bank, left alone"),
    ):
        if counts[name]:
            typer.echo(f"{counts[name]:4d} items {told}")


def _print_rules(as_json: bool) -> None:
    from app.bank.check import RULES
    from question_bank.lint import rules

    known = {**rules(), **RULES}
    if as_json:
        typer.echo(json.dumps(known, indent=2))
        return
    for name, asks in known.items():
        typer.echo(f"{name:24s}{asks}")


def _row(entry: Entry) -> dict[str, Any]:
    fields = ("type", "title", "status", "subtopic", "applications", "roles", "difficulty", "points")
    return {"id": entry.item.id, **{field: getattr(entry.item, field) for field in fields}}


def _print_list(entries: Sequence[Entry]) -> None:
    """One line an item, under its subtopic; titles give way where the terminal is narrow."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 1_000
    longest = max(len(entry.item.id) for entry in entries)
    typer.echo(f"  {'item':{longest}}  type             difficulty  points  status     title")
    subtopic = ""
    for entry in sorted(entries, key=lambda entry: (entry.item.subtopic, entry.item.type, entry.item.id)):
        item = entry.item
        if item.subtopic != subtopic:
            subtopic = item.subtopic
            typer.echo(subtopic)
        line = (
            f"  {item.id:{longest}}  {item.type:15}  {item.difficulty:10}  {item.points:6}  {item.status:9}"
        )
        typer.echo(f"{line}  {item.title}"[:width])


def _draws(entry: Entry) -> "list[Any]":
    if entry.item.type != "numeric":
        return []
    from app.bank.variants import draw_variants

    with sandbox() as runner:
        return draw_variants(runner, entry)[0][:3]
