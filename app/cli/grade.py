"""`bn-assess grade`: grade a file on this machine, through the same sandbox as the service."""

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from app.cli.tasks import named_task

if TYPE_CHECKING:
    from grader.results import GradeReport
    from grader.task import Task

NO_SANDBOX = 3


def register(app: typer.Typer) -> None:
    """Add the `grade` command."""
    app.command()(grade)


def grade(
    task: Annotated[str, typer.Argument(help="A task's id; `bn-assess tasks` lists them.")],
    file: Annotated[Path, typer.Argument(help="The Python file to grade.", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Draw the probes from this seed again; a fresh one by default.")
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Keep report and code in this file, for `bn-assess recompute`."),
    ] = None,
) -> None:
    """Grade FILE as a submission to TASK; no database is needed and nothing is stored.

    The exit code is 0 when grading worked, whatever the verdict; 2 when the command was misused; 3 when no
    sandbox is to be had on this host.
    """
    from grader.results import to_json
    from grader.source import MAX_SOURCE_BYTES

    code = read(file, MAX_SOURCE_BYTES)
    report = graded(named_task(task), code, seed=secrets.randbelow(2**53) if seed is None else seed)
    if receipt is not None:
        keep(receipt, code, to_json(report))
    if as_json:
        typer.echo(json.dumps(to_json(report), indent=2, allow_nan=False))
    else:
        from app.cli.report import print_report

        print_report(report)


def read(file: Path, limit: int) -> bytes:
    """The first bytes of a file, one more than the limit if there are."""
    try:
        with file.open("rb") as handle:
            return handle.read(limit + 1)
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}.", param_hint="FILE") from None


def keep(receipt: Path, code: bytes, report: "dict[str, Any]") -> None:
    """Write a report with the code it is about; code that is no text is left out."""
    from grader.source import SourceRefused, decode

    try:
        source: str | None = decode(code)
    except SourceRefused:
        source = None
    try:
        receipt.write_text(json.dumps({"source": source, "report": report}, indent=2, allow_nan=False) + "\n")
    except OSError as error:
        raise typer.BadParameter(f"{receipt}: {error.strerror}.", param_hint="--receipt") from None


def graded(
    task: "Task", code: bytes, *, seed: int, kind: Literal["run", "submit"] = "submit"
) -> "GradeReport":
    """The report on code; what is no Python text is refused without a sandbox."""
    from grader.grading import grade, refuse
    from grader.sandbox import open_sandbox
    from grader.sandbox.outcome import SandboxFailed, SandboxMissing
    from grader.source import SourceRefused, decode

    try:
        source = decode(code)
    except SourceRefused as reason:
        return refuse(task, str(reason), seed=seed)
    try:
        sandbox = open_sandbox()
    except SandboxMissing as missing:
        typer.echo(f"No sandbox on this host: {missing}", err=True)
        raise typer.Exit(NO_SANDBOX) from None
    try:
        return grade(task, source, seed=seed, sandbox=sandbox, kind=kind)
    except SandboxFailed as failure:
        typer.echo(f"The sandbox failed, which says nothing about the code: {failure}", err=True)
        raise typer.Exit(NO_SANDBOX) from None
    finally:
        sandbox.close()
