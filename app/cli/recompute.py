"""`bn-assess recompute`: compute a receipt or an attempt again and say what differs."""

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from pydantic import BaseModel, NonNegativeInt, ValidationError

from app.cli.grade import graded, read
from app.cli.tasks import named_task

if TYPE_CHECKING:
    from grader.receipt import Difference

DIFFERS = 1
MAX_RECEIPT_BYTES = 16 * 1024 * 1024


class ReceiptIn(BaseModel):
    """What of a receipt decides how to grade again."""

    seed: NonNegativeInt
    kind: Literal["run", "submit"]
    source_sha256: str | None
    digest: str


class ReportIn(BaseModel):
    """What of a report decides the same."""

    task: str
    receipt: ReceiptIn


class KeptIn(BaseModel):
    """A report with the code it is about."""

    source: str | None
    report: dict[str, Any]


def register(app: typer.Typer) -> None:
    """Add the `recompute` command."""
    app.command()(recompute)


def recompute(
    what: Annotated[
        str,
        typer.Argument(
            metavar="RECEIPT|ATTEMPT|ASSESSMENT",
            help="A file that `bn-assess grade --receipt` kept or `--json` printed, or an id.",
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Option(help="The file that was graded, where RECEIPT lacks it.", exists=True, dir_okay=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Compute RECEIPT, ATTEMPT or each attempt of ASSESSMENT again, and say whether it comes out otherwise.

    Of a receipt's code verdict, score, checks, diagnosis, counterexample and output are compared; versions
    that are not the same as then are named. Of an attempt every item's points and their sum are compared:
    answers are judged by the key their receipt names, code is graded from its seed, marks settle again.

    The exit code is 0 when nothing differs, 1 when something does or a receipt was altered, 2 when the
    command was misused, 3 when no sandbox is to be had on this host.
    """
    receipt = Path(what)
    if not receipt.is_file():
        stored(what, as_json=as_json)
        return
    from grader.receipt import changed_versions, differences, digest
    from grader.results import to_json

    kept, before = read_receipt(receipt)
    code = code_of(kept, source, before.receipt.source_sha256)
    again = graded(named_task(before.task), code, seed=before.receipt.seed, kind=before.receipt.kind)
    now = to_json(again)
    found = differences(kept.report, now)
    intact = digest(kept.report) == before.receipt.digest
    versions = changed_versions(kept.report["receipt"], now["receipt"])
    if as_json:
        told = {"same": not found, "intact": intact, "differences": rows(found), "versions": rows(versions)}
        typer.echo(json.dumps({**told, "report": now}, indent=2, allow_nan=False))
    else:
        from app.cli.report import print_comparison

        print_comparison(again, found, versions, intact=intact)
    if found or not intact:
        raise typer.Exit(DIFFERS)


def stored(what: str, *, as_json: bool) -> None:
    """Compute what the database holds again; a misuse where `what` is neither an id nor a file."""
    try:
        wanted = uuid.UUID(what)
    except ValueError:
        message = f"There is no file {what}, and it is no id of an attempt or assessment."
        raise typer.BadParameter(message, param_hint="RECEIPT") from None
    from app.cli.recompute_attempts import recompute_stored

    recompute_stored(wanted, as_json=as_json)


def rows(found: "list[Difference]") -> list[dict[str, Any]]:
    """Differences in JSON."""
    from dataclasses import asdict

    return [asdict(difference) for difference in found]


def read_receipt(file: Path) -> tuple[KeptIn, ReportIn]:
    """The report in a file and the code beside it, if any; a misuse where there is no report in it."""
    from grader.receipt import digest

    raw = read(file, MAX_RECEIPT_BYTES)
    try:
        value = json.loads(raw, parse_constant=refuse_constant)
        if not (isinstance(value, dict) and "report" in value):
            value = {"source": None, "report": value}
        kept = KeptIn.model_validate(value)
        before = ReportIn.model_validate(kept.report)
        digest(kept.report)  # what is nested too deep for this is no report either
    except (ValidationError, ValueError, RecursionError):
        message = f"{file} is no report of bn-assess; `bn-assess grade --receipt FILE` writes one."
        raise typer.BadParameter(message, param_hint="RECEIPT") from None
    return kept, before


def refuse_constant(name: str) -> None:
    """Refuse NaN and infinities, which are strings in a report."""
    raise ValueError(name)


def code_of(kept: KeptIn, file: Path | None, expected: str | None) -> bytes:
    """The code that was graded; a misuse where it is not to be had, or is not the same."""
    from grader.receipt import source_hash
    from grader.source import MAX_SOURCE_BYTES, SourceRefused, decode

    if file is not None:
        code = read(file, MAX_SOURCE_BYTES)
    elif kept.source is not None:
        code = kept.source.encode("utf-8", "surrogatepass")
    else:
        raise typer.BadParameter(
            "The receipt holds no code; name the file with --source.", param_hint="--source"
        )
    try:
        came = source_hash(decode(code))
    except SourceRefused:
        came = None
    if came != expected:
        raise typer.BadParameter(
            f"This is not the code of the receipt: its SHA-256 is {came or 'none'}, that of the receipt "
            f"{expected or 'none, for a file that is no text'}.",
            param_hint="--source",
        )
    return code
