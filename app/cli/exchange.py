"""`bn-assess bank import` and `export`: items from and to QTI, Moodle XML and GIFT."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from app.cli.bank_folder import AsJson, Folder, Own, find_entry, group, progress_bar, read_bank, sandbox
from question_bank.tags import Application, Role, Status, Subtopic

if TYPE_CHECKING:
    from app.bank.exchange.importing import Act, Step

Format = Literal["qti", "moodle", "gift"]
BY_SUFFIX: dict[str, Format] = {".zip": "qti", ".xml": "moodle", ".gift": "gift", ".txt": "gift"}
ACTS: "dict[Act, str]" = {
    "new": "new",
    "same": "as in the bank",
    "other": "differs from the bank's item",
    "refused": "cannot be an item",
}


def _stop(message: str) -> NoReturn:
    sys.stderr.write(f"bn-assess: {message}\n")
    raise typer.Exit(1)


@group.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write: .zip QTI 3.0, .xml Moodle XML, .gift GIFT.")],
    items: Annotated[list[str] | None, typer.Argument(help="Only these items.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only with this status.")] = None,
    form: Annotated[Format | None, typer.Option("--format", help="If the name does not tell it.")] = None,
    bank: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Write items for another system, and say of each item what that format does not hold.

    For example: bn-assess bank export items.zip --status published

    Keep the file to yourself: it has the keys.
    """
    from app.bank.exchange.gift_write import write_gift
    from app.bank.exchange.moodle_write import write_quiz
    from app.bank.exchange.qti_write import write_package
    from app.bank.variants import draw_variants
    from question_bank import BankInvalid

    form = form or BY_SUFFIX.get(file.suffix.lower())
    if form is None:
        _stop(f"{file.name} does not tell its format: end it in {', '.join(BY_SUFFIX)}, or give --format")
    whole = read_bank(bank, as_json)
    entries = [find_entry(whole, name) for name in items] if items else list(whole.entries)
    entries = [entry for entry in entries if status is None or entry.item.status == status]
    if not entries:
        _stop("no item is left to export")
    numeric = [entry for entry in entries if entry.item.type == "numeric"]
    variants = {}
    if numeric:
        with sandbox() as runner, progress_bar(len(numeric), "Drawing numbers") as progress:
            for entry in numeric:
                progress(entry.item.id)
                variants[entry.item.id], findings = draw_variants(runner, entry)
                if findings:
                    _stop(str(BankInvalid(findings, whole.root)))
    write = {"qti": write_package, "moodle": write_quiz, "gift": write_gift}[form]
    with progress_bar(len(entries), "Writing") as progress:
        made = write([entry.item for entry in entries], variants, progress=progress)
    _replace(file, made.content)
    if as_json:
        typer.echo(
            json.dumps({"file": str(file), "items": len(entries), "notes": dict(made.notes)}, indent=2)
        )
        return
    for name, notes in sorted(made.notes.items()):
        typer.echo(f"{name}: left behind")
        for note in notes:
            typer.echo(f"    {note}")
    typer.echo(f"wrote {len(entries)} items to {file}; it has the keys: keep it to yourself")


def _replace(file: Path, content: bytes) -> None:
    """Put the file in place whole: a full disk leaves no half of it."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        _stop(f"{file} cannot be written: {error.strerror}")


@group.command("import")
def import_items(
    file: Annotated[Path, typer.Argument(help="A QTI 2.x or 3.0 package or item, Moodle XML, or GIFT.")],
    bank: Own,
    yes: Annotated[bool, typer.Option("--yes", help="Write; without it you see what would be.")] = False,
    subtopic: Annotated[Subtopic, typer.Option(help="Where the file does not say.")] = (
        "normalization-operation"
    ),
    difficulty: Annotated[int, typer.Option(min=1, max=3, help="Where the file does not say.")] = 2,
    points: Annotated[int, typer.Option(min=1, max=100, help="Where the file does not say.")] = 1,
    expected_time_s: Annotated[int, typer.Option(min=10, max=7200, help="Where it does not say.")] = 90,
    application: Annotated[Application, typer.Option(help="Where it does not say.")] = "accuracy",
    role: Annotated[Role, typer.Option(help="Where it does not say.")] = "machine-learning-engineer",
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Go on without what cannot be held.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put items in the place of others.")] = False,
    keep_status: Annotated[bool, typer.Option("--keep-status", help="Not as drafts.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a file of another system would bring into a bank; with --yes, write it.

    All of it is written or nothing: a question that can be no item stops the import unless --leave-out is
    given, an item that the bank has otherwise stops it unless --replace is. Items come as drafts: read them,
    then `bn-assess bank check` them.
    """
    from app.bank.exchange.importing import plan, write
    from app.bank.exchange.question import Refused
    from app.bank.exchange.reading import read

    existing = read_bank(bank, as_json).items if (bank / "items").is_dir() else {}
    assumed: dict[str, Any] = {
        "subtopic": subtopic,
        "difficulty": difficulty,
        "points": points,
        "expected_time_s": expected_time_s,
        "applications": [application],
        "roles": [role],
    }
    try:
        found = read(file.read_bytes(), file.name)
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror}")
    except Refused as refused:
        _stop(str(refused))
    steps = plan(found.questions, existing, assumed, keep_status=keep_status)
    stops = _stops(steps, leave_out=leave_out, replace=replace)
    written: list[str] = []
    if yes and not stops:
        with progress_bar(len(steps), "Writing") as progress:
            written = write(bank, steps, replace=replace, progress=progress)
    if as_json:
        rows = [{"name": one.name, "act": one.act, "reason": one.reason, "notes": one.notes} for one in steps]
        report = {"format": found.format, "questions": rows, "other": found.other, "stopped_by": stops}
        typer.echo(json.dumps({**report, "written": written}, indent=2))
    else:
        _print_steps(steps, found.other)
        typer.echo(f"\n{found.format}, {len(steps)} questions: {_outcome(steps, stops, written, bank)}")
    if stops:
        raise typer.Exit(1)


def _stops(steps: "Sequence[Step]", *, leave_out: bool, replace: bool) -> list[str]:
    counts = Counter(step.act for step in steps)
    stops = []
    if counts["refused"] and not leave_out:
        stops.append(f"{counts['refused']} cannot be items; --leave-out goes on without them")
    if counts["other"] and not replace:
        stops.append(f"{counts['other']} differ from items of the bank; --replace puts these in their place")
    return stops


def _outcome(steps: "Sequence[Step]", stops: Sequence[str], written: Sequence[str], bank: Path) -> str:
    """Return how many of each act there are, and on a line of its own what came of them."""
    counts = Counter(step.act for step in steps)
    told = ", ".join(f"{counts[act]} {words}" for act, words in ACTS.items() if counts[act])
    if written:
        return f"{told}\nwrote {len(written)} items; next: bn-assess bank check --bank {bank}"
    if stops:
        return f"{told}\nnothing is written: {'; '.join(stops)}"
    if counts["new"] or counts["other"]:
        return f"{told}\nnothing is written yet: add --yes"
    return f"{told}\nthere is nothing to write"


def _print_steps(steps: "Sequence[Step]", other: Sequence[str]) -> None:
    for step in steps:
        where = f" -> {step.item.subtopic}/{step.item.id}" if step.item else ""
        typer.echo(f"{ACTS[step.act]:28s}  {_plain(step.name)}{where}")
        for line in (step.reason, *step.notes):
            if line:
                typer.echo(f"{'':30s}{_plain(line)}")
    for what in other:
        typer.echo(f"{'not taken':28s}  {_plain(what)}")


def _plain(text: str) -> str:
    """Return a stranger's text without what a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
