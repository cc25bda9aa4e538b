"""`bn-assess bank history` and `exposure`: what the database knows of items beside what they say."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from app.cli.bank_folder import AsJson, group


@group.command()
def history(
    item: Annotated[str, typer.Argument(help="The item's id.")],
    as_json: AsJson = False,
) -> None:
    """Show the life of an item in the configured database: versions, what changed, statuses, regrades."""
    from app.bank.history import history as of
    from app.cli.database import fail, transaction

    with transaction() as session:
        events = of(session, item)
    if not events:
        fail(f"the database holds no item {item!r}; `bn-assess bank load` loads a bank")
    if as_json:
        rows = [{"at": event.at.isoformat(), "what": event.what} for event in events]
        typer.echo(json.dumps(rows, indent=2))
        return
    for event in events:
        typer.echo(f"{event.at:%Y-%m-%d %H:%M}  {event.what}")


@group.command()
def exposure(
    least: Annotated[int, typer.Option(min=0, help="Only items shown at least so often.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Show how many candidates were given each item, in whichever version, the most shown first.

    An item that many have seen measures what has gone round: write another, then retire it. A blueprint's
    max_exposure keeps such items out of new assessments.
    """
    from app.assessments.exposure import report
    from app.cli.database import transaction

    with transaction() as session:
        rows = [row for row in report(session) if row.shown >= least]
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], indent=2, default=str))
        return
    if not rows:
        typer.echo("No item was shown that often." if least else "The database holds no items yet.")
        return
    typer.echo(f"{'shown':>6}  {'last':16}  {'status':9}  item")
    for row in rows:
        last = f"{row.last_at:%Y-%m-%d %H:%M}" if row.last_at else "never"
        typer.echo(f"{row.shown:6d}  {last:16}  {row.status:9}  {row.item}")
