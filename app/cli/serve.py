"""`bn-assess serve`, `migrate` and `demo`."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from app.cli.database import await_database, fail, open_database, read_settings, transaction
from app.config import Settings
from app.demo import Demo, DemoRefused, prepare
from question_bank import Bank, load_bank

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def migrate() -> None:
    """Bring the database's schema up to date. Harmless when it is."""
    from app.schema import migrate as to_head

    settings = read_settings()
    database = open_database(settings)
    await_database(database, settings)
    to_head(database.engine)
    database.engine.dispose()
    Console().print("The database is up to date.")


def demo(json: AsJson = False) -> None:
    """Find or make a demo assessment and a demo recruiter, and issue a fresh invitation.

    Each call sets a new password and a new key for the demo recruiter. It works with
    BN_ASSESS_ENVIRONMENT=development only, since it prints them.
    """
    made = _prepare_demo(read_settings(), load_bank())
    if json:
        sys.stdout.write(made.model_dump_json() + "\n")
    else:
        _print_demo(made)


def serve(
    demo: Annotated[
        bool,
        typer.Option("--demo", help="First migrate, load the bank and make a demo (development only)."),
    ] = False,
) -> None:
    """Serve the API, the web client and the graders.

    Address, port and the rest come from settings: BN_ASSESS_HOST, BN_ASSESS_PORT, BN_ASSESS_DATABASE_URL.
    """
    import uvicorn

    from app.cli.draining import DrainingServer
    from app.logs import configure
    from app.main import NotMigrated, create_app
    from app.schema import is_current

    settings = read_settings()
    configure(settings.log_format)
    _check_texts(settings)
    if demo:
        _set_up_demo(settings)
    application = create_app(settings)
    await_database(application.state.database, settings)
    if not is_current(application.state.database.engine):
        fail(str(NotMigrated("The database is not migrated: run bn-assess migrate, then start again.")))
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        log_config=None,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        access_log=False,  # it would write invitation links; the service writes its own line
        timeout_graceful_shutdown=10,
        timeout_keep_alive=75,  # answers are saved every few seconds: no new connection for each, and no race
    )
    DrainingServer(config, application.state, drain_s=settings.drain_s).run()


def _check_texts(settings: Settings) -> None:
    from app.mail.texts import TextsInvalid, load_texts

    try:
        load_texts(settings.mail_texts)
    except TextsInvalid as invalid:
        fail(str(invalid))


def _set_up_demo(settings: Settings) -> None:
    from app.bank.load import load
    from app.schema import migrate as to_head
    from grader.sandbox import open_sandbox

    if settings.environment != "development":
        fail("--demo prints passwords: set BN_ASSESS_ENVIRONMENT=development, or leave it out.")
    database = open_database(settings)
    to_head(database.engine)
    bank = load_bank()
    with database.write() as session:
        load(session, bank, open_sandbox, now=datetime.now(UTC))
    database.engine.dispose()
    _print_demo(_prepare_demo(settings, bank))


def _prepare_demo(settings: Settings, bank: Bank) -> Demo:
    try:
        with transaction() as session:
            return prepare(session, bank.blueprints["demo"], settings=settings, now=datetime.now(UTC))
    except DemoRefused as refused:
        fail(str(refused))


def _print_demo(demo: Demo) -> None:
    # Plain lines: a link that is cut to the width of the terminal opens nothing.
    sys.stdout.write(
        f"\nSit the test as a candidate   {demo.candidate_url}\n"
        f"Read scores as a recruiter    {demo.base_url}/staff\n"
        f"  e-mail                      {demo.recruiter_email}\n"
        f"  password                    {demo.recruiter_password}\n"
        f"  API key                     {demo.recruiter_key}\n\n"
    )
    sys.stdout.flush()


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (serve, migrate, demo):
        app.command()(command)
