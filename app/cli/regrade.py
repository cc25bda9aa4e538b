"""`bn-assess regrade`: score answers and code again after a key, a check or a kernel was mended."""

import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.db import Database
    from app.reports.regrades import RegradeChangeOut, RegradeOut


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(regrade)


def regrade(
    item: Annotated[str, typer.Argument(help="The item whose key, check or kernel was mended.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change the scores; without it, only show.")] = False,
    why: Annotated[str, typer.Option(help="What recruiters are told; name no key.")] = "",
    cut: Annotated[
        float | None, typer.Option(min=0, max=1, help="Say who crosses it: a share, as 0.7.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Grade code again though task and grader are the same.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Show whose score a mended key or check changes; with --apply, change them.

    A key: mend it in the bank, prove it with `bn-assess bank check`, load it with `bn-assess bank load`, then
    run this. It applies to versions that asked the same: mend a key first, and reword in a later version.
    A check or a kernel: install the release that has it, then run this on the item; its code is graded again.
    Old scores stay in the history; attempts that end later are scored by the mended key. Broken off, --apply
    goes on where it was.
    """
    from app.cli.database import opened
    from app.scores import regrade as books

    with opened() as database:
        with database.write() as session:
            begun = books.under_way(session, item)
            regrade_id = begun.id if begun and apply else _plan(session, item, why=why, again=again)
        _grade_again(database, regrade_id)
        shown = _told(database, regrade_id, cut=cut)
        if apply:
            _apply(database, regrade_id)
            shown = _told(database, regrade_id, cut=cut)
    if as_json:
        summary, changes = shown
        rows = [change.model_dump(mode="json") for change in changes]
        typer.echo(
            json.dumps({**summary.model_dump(mode="json"), "applied": apply, "changes": rows}, indent=2)
        )
    else:
        _print(*shown, applied=apply)


def _plan(session: object, item: str, *, why: str, again: bool) -> uuid.UUID:
    from sqlalchemy.orm import Session

    from app.scores.plan import plan

    assert isinstance(session, Session)
    made: uuid.UUID = plan(session, item, why=why, again=again, now=datetime.now(UTC), by=None).id
    return made


def _grade_again(database: "Database", regrade_id: uuid.UUID) -> None:
    """Grade the plan's code here; a service or workers that run beside help."""
    import anyio

    from app.cli.bank_folder import no_sandbox
    from app.clock import SystemClock
    from app.reports import regrades
    from app.scores import regrade as books
    from app.submissions import regrading
    from app.submissions.grading import grade_in
    from grader.sandbox import open_sandbox
    from grader.sandbox.outcome import SandboxMissing

    def left() -> int:
        with database.read() as session:
            found = regrades.read(session, books.find(session, regrade_id), cut=None)
        return found.to_grade if found.state == "grading" else 0

    total = left()
    if not total:
        return
    try:
        sandbox = open_sandbox(1)
    except SandboxMissing as missing:
        no_sandbox(missing)

    async def grade_all(advance: "object") -> None:
        assert callable(advance)
        grade, clock = grade_in(sandbox), SystemClock()
        while await regrading.grade_next(database, clock, grade, only=regrade_id):
            advance(f"{left()} to grade")
        while left():  # in the hands of another process
            await anyio.sleep(regrading.LOOK_S)
            await regrading.grade_next(database, clock, grade, only=regrade_id)

    from app.cli.bank_folder import progress_bar

    try:
        with progress_bar(total, "Grading again") as advance:
            anyio.run(grade_all, advance)
    finally:
        sandbox.close()


def _apply(database: "Database", regrade_id: uuid.UUID) -> None:
    from app.cli.bank_folder import progress_bar
    from app.scores import regrade as books

    with database.write() as session:
        books.begin(session, books.find(session, regrade_id, lock=True), by=None)
    with progress_bar(1, "Changing scores") as advance:
        left = 1
        while left:
            with database.write() as session:
                left = books.go_on(session, regrade_id, now=datetime.now(UTC))
                left = left or books.find(session, regrade_id).state == "applying"
            advance(f"{left} to change")


def _told(
    database: "Database", regrade_id: uuid.UUID, *, cut: float | None
) -> "tuple[RegradeOut, list[RegradeChangeOut]]":
    from app.reports import regrades
    from app.scores import regrade as books

    changes: list[RegradeChangeOut] = []
    with database.read() as session:
        summary = regrades.read(session, books.find(session, regrade_id), cut=cut)
        cursor = None
        while True:
            page = regrades.changes(session, regrade_id, cut=cut, cursor=cursor, limit=200)
            changes += page.items
            cursor = page.next_cursor
            if cursor is None:
                return summary, changes


def _print(summary: "RegradeOut", changes: "list[RegradeChangeOut]", *, applied: bool) -> None:
    for number, reason in summary.not_to.items():
        typer.echo(f"version {number} keeps its own key: {reason}")
    if summary.by_key:
        applies = ", ".join(map(str, summary.applies_to)) or "no version"
        typer.echo(
            f"The key of version {summary.version} applies to {applies}; {summary.checked} answers looked at."
        )
    else:
        typer.echo(f"{summary.checked} submissions graded again by the present task and grader.")
    if summary.to_grade:
        typer.echo(f"{summary.to_grade} of them could not be graded; their scores stay as they are.")
    for change in changes:
        points = f"item {change.item_before:g} to {change.item_after:g}"
        total = f"attempt {change.total_before:g} to {change.total_after:g}"
        rank = f", rank {change.rank_before} to {change.rank_after}" if change.rank_before else ""
        crosses = {"up": ", reaches the cut", "down": ", falls below the cut", None: ""}[change.crosses]
        name = change.candidate.name or "erased"
        typer.echo(f"  {name}, {change.assessment_title}: {points}, {total}{rank}{crosses}")
        typer.echo(f"    {change.attempt_id}")
    if not changes:
        typer.echo("No score changes.")
    elif applied:
        typer.echo(f"{len(changes)} scores changed.")
    else:
        typer.echo(f"{len(changes)} scores would change: --apply changes them.")
