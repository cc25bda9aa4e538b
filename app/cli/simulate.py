"""`bn-assess simulate`: a cohort with known abilities sits a real assessment."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.simulation import CHOICES, PLANTS

if TYPE_CHECKING:
    from app.config import Settings
    from app.db import Database
    from app.simulation.run import Ready


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(simulate)


def simulate(
    candidates: Annotated[int, typer.Option(min=1, max=100_000, help="How many people sit.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Who they are: the same seed, the same people.")] = 1,
    blueprint: Annotated[
        str, typer.Option(help=f"A blueprint of the bank, or `{CHOICES}`: all choice items on one form.")
    ] = "general",
    plant: Annotated[
        list[str] | None,
        typer.Option(help=f"Plant a fault in an item: {', '.join(PLANTS)}. May be repeated."),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(help="E-mail of the recruiter who shall own the assessment.")
    ] = None,
    truth: Annotated[
        Path | None, typer.Option(help="Where what is true is kept; by default simulation-ID.json.")
    ] = None,
    own_seeds: Annotated[
        bool,
        typer.Option(
            "--own-seeds", help="Grade every hand-in on probes of its own, as in life. It takes longer."
        ),
    ] = False,
    in_production: Annotated[
        bool, typer.Option("--in-production", help="Do it outside development too.")
    ] = False,
) -> None:
    """Have a cohort with known abilities and misconceptions sit an assessment, and compare what is measured.

    Everybody is invited, starts, answers, hands code in and finishes through the functions behind the API;
    code is graded in the sandbox, prose scored by two simulated reviewers. Answers follow an IRT model:
    ln a ~ N(0, 0.3^2), b ~ N(0, 1), guessing 0.2 on choice items, ability ~ N(0, 1). Wrong code shows a
    misconception that the person holds, where the task can show one, and so do wrong choices. Hand-ins of
    the same source are graded once, on the same probes.

    It uses the configured database, which must be migrated and have the bank loaded, and runs with
    BN_ASSESS_ENVIRONMENT=development only: give it a database of its own. 2,000 people take some minutes.
    Breaking it off keeps those who sat.
    """
    from datetime import UTC, datetime

    from app.cli.database import fail, open_database, read_settings, transaction
    from app.simulation.design import find_blueprint
    from app.simulation.run import SimulationRefused, check_allowed, prepare
    from question_bank import load_bank

    settings = read_settings()
    try:
        check_allowed(settings, in_production=in_production)
    except SimulationRefused as refused:
        fail(str(refused))
    if unknown := sorted(set(plant or ()) - set(PLANTS)):
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(PLANTS)}", param_hint="--plant")
    now = datetime.now(UTC)
    with transaction() as session:
        ready = prepare(
            session,
            find_blueprint(load_bank(), blueprint),
            seed=seed,
            candidates=candidates,
            plant=plant or (),
            owner=owner,
            now=now,
        )
    file = truth or Path(f"simulation-{ready.assessment_id}.json")
    database = open_database(settings)
    try:
        _sit(database, settings, ready, file, now=now, own_seeds=own_seeds)
        _print_comparison(database, ready, settings)
    finally:
        database.engine.dispose()


def _sit(
    database: "Database", settings: "Settings", ready: "Ready", file: Path, *, now: Any, own_seeds: bool
) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from app.simulation.run import run
    from app.submissions.grading import grade_in
    from grader.sandbox.pool import ZygotePool

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    pool = ZygotePool(1)
    try:
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task("sitting", total=len(ready.truth.people))
            run(
                database,
                settings,
                ready,
                grade_in(pool),
                now=now,
                own_seeds=own_seeds,
                done=lambda count: progress.update(task, completed=count),
            )
    finally:
        pool.close()
        kept = {"assessment": str(ready.assessment_id), **ready.truth.as_json()}
        file.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        typer.echo(f"What is true of them: {file}")


def _print_comparison(database: "Database", ready: "Ready", settings: "Settings") -> None:
    from app.simulation.compare import compare

    with database.read() as session:
        for line in compare(session, ready.assessment_id, ready.truth).lines():
            typer.echo(line)
    typer.echo(f"{settings.base_url.rstrip('/')}/staff/assessments/{ready.assessment_id}")
