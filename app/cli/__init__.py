"""The `bn-assess` command: thin commands that call the same functions as the routes."""

import sys
from importlib import import_module

import typer

# Each module registers its commands with `register(app)`. Only the module that is asked for is imported, so
# that `bn-assess grade` starts without the service and its database.
MODULES = {
    "grade": "app.cli.grade",
    "recompute": "app.cli.recompute",
    "tasks": "app.cli.tasks",
    "candidate": "app.cli.candidate",
    "bank": "app.cli.bank",
    "regrade": "app.cli.regrade",
    "simulate": "app.cli.simulate",
    "key": "app.cli.staff",
    "staff": "app.cli.staff",
    "mail": "app.cli.mail",
    "doctor": "app.cli.doctor",
    "backup": "app.cli.backup",
    "restore": "app.cli.backup",
    "serve": "app.cli.serve",
    "work": "app.cli.work",
    "migrate": "app.cli.serve",
    "demo": "app.cli.serve",
}


def build(command: str | None = None) -> typer.Typer:
    """Return the command line with `command` alone, or with all commands where it is none of them."""
    app = typer.Typer(
        name="bn-assess",
        help="Assess what a candidate really knows about Batch Normalization.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback()
    def root() -> None:
        """Each command teaches itself: add --help to any of them."""

    wanted = {MODULES[command]} if command in MODULES else dict.fromkeys(MODULES.values())
    for module in wanted:
        import_module(module).register(app)
    return app


def main() -> None:
    """Run the command named on the command line."""
    build(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="bn-assess")
