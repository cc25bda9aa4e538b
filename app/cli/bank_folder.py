"""What the `bank` commands share: their group, the option that names a bank, and how they refuse."""

import difflib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from question_bank import Bank, BankInvalid, Entry, Finding, load_bank

if TYPE_CHECKING:
    from grader.sandbox.outcome import Sandbox

NO_SANDBOX = 3  # the exit code of `bn-assess grade`, too

group = typer.Typer(
    help="Write, check, exchange and load the question bank. docs/authoring.md walks through a new item.",
    no_args_is_help=True,
)
Folder = Annotated[
    Path | None,
    typer.Option("--bank", help="The bank's folder, with items/ in it; the packaged bank by default."),
]
Own = Annotated[Path, typer.Option("--bank", help="The bank's folder, which is made if there is none.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def read_bank(folder: Path | None, as_json: bool) -> Bank:
    """Return the bank, or tell every reason why it cannot be read."""
    try:
        return load_bank(folder)
    except BankInvalid as invalid:
        refuse(invalid, as_json)


def refuse(invalid: BankInvalid, as_json: bool) -> NoReturn:
    """End the command with what is to be mended."""
    print_findings(invalid.findings, invalid.root, as_json, items=0)
    raise typer.Exit(1)


def find_entry(bank: Bank, name: str) -> Entry:
    """Return the item of this id, or name its neighbours."""
    for entry in bank.entries:
        if entry.item.id == name:
            return entry
    near = difflib.get_close_matches(name, bank.items, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`bn-assess bank list` lists them all"
    sys.stderr.write(f"bn-assess: there is no item {name!r}: {hint}\n")
    raise typer.Exit(1)


@contextmanager
def sandbox() -> "Iterator[Sandbox]":
    """Open a sandbox for the bank's own code."""
    from grader.sandbox import open_sandbox
    from grader.sandbox.outcome import SandboxFailed, SandboxMissing

    try:
        with closing(open_sandbox(1)) as runner:
            yield runner
    except (SandboxMissing, SandboxFailed) as missing:
        no_sandbox(missing)


def no_sandbox(missing: Exception) -> NoReturn:
    """End the command where the bank's code cannot be run."""
    sys.stderr.write(f"bn-assess: the bank's code cannot be run here: {missing}\n")
    raise typer.Exit(NO_SANDBOX) from missing


@contextmanager
def progress_bar(total: int, doing: str = "Checking") -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each item as its turn comes."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


def print_findings(findings: Sequence[Finding], root: Path, as_json: bool, *, items: int) -> None:
    """Print findings as compilers do, with the path an editor can follow."""
    if as_json:
        rows = [vars(finding) for finding in findings]
        typer.echo(json.dumps({"items": items, "findings": rows}, indent=2))
        return
    for finding in findings:
        typer.echo(f"{root / finding.file}:{finding.line}: [{finding.rule}] {finding.message}")
        if finding.hint:
            typer.echo(f"    {finding.hint}")
    if not findings:
        typer.echo(f"{items} items, nothing to mend")
        return
    counts = Counter(finding.rule for finding in findings)
    typer.echo(f"{len(findings)} to mend: " + ", ".join(f"{rule} {n}" for rule, n in counts.most_common()))
