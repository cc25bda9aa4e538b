"""`bn-assess regrade`: score answers again after a key was mended."""

import json
from dataclasses import asdict
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(regrade)


def regrade(
    item: Annotated[str, typer.Argument(help="The item whose key was mended.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change the scores; without it, only show.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Show whose score a mended key changes; with --apply, change them.

    Mend the key in the bank, prove it with `bn-assess bank check`, load it with `bn-assess bank load`, then
    run this. It applies to versions that asked the same: mend a key first, and reword in a later version.
    Old scores stay in the history; attempts that end later are scored by the mended key.
    """
    from datetime import UTC, datetime

    from app.cli.database import transaction
    from app.scores.regrade import run

    with transaction() as session, session.begin_nested() as step:
        done = run(session, item, now=datetime.now(UTC), by=None)
        if not apply:
            step.rollback()
    if as_json:
        typer.echo(json.dumps({**asdict(done), "applied": apply}, indent=2, default=str))
        return
    for number, reason in done.not_to.items():
        typer.echo(f"version {number} keeps its own key: {reason}")
    applies = ", ".join(map(str, done.applies_to)) or "no version"
    typer.echo(f"The key of version {done.version} applies to {applies}; {done.scored} answers looked at.")
    for change in done.changes:
        points = f"item {float(change.item_before):g} to {float(change.item_after):g}"
        total = f"attempt {float(change.total_before):g} to {float(change.total_after):g}"
        typer.echo(f"  {change.candidate or 'erased'}, {change.assessment}: {points}, {total}")
        typer.echo(f"    {change.attempt_id}")
    if not done.changes:
        typer.echo("No score changes.")
    elif apply:
        typer.echo(f"{len(done.changes)} scores changed.")
    else:
        typer.echo(f"{len(done.changes)} scores would change: --apply changes them.")
