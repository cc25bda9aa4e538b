"""The `bn-assess` command: thin commands that call the same functions as the routes."""

import typer

app = typer.Typer(
    name="bn-assess",
    help="Assess what a candidate really knows about Batch Normalization.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def root() -> None:
    """Each command teaches itself: add --help to any of them."""


def main() -> None:
    """Run the command named on the command line."""
    app()
