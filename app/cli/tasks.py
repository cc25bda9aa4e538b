"""`bn-assess tasks`: which coding tasks there are."""

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the `tasks` command."""
    group = typer.Typer(help="List the coding tasks.", invoke_without_command=True)
    group.callback()(tasks)
    app.add_typer(group, name="tasks")


def tasks(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the coding tasks: what each asks for, its entry point and its version."""
    from grader.tasks import TASKS

    if as_json:
        rows = [
            {
                "id": task.id,
                "title": task.title,
                "entry_point": task.entry_point,
                "parameters": list(task.parameters),
                "returns": list(task.output_names),
                "version": task.version,
                "checks": len(task.checks),
                "known_wrong": list(task.known_wrong),
            }
            for task in TASKS.values()
        ]
        typer.echo(json.dumps(rows, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("task", "entry point", "returns", "title")
    for task in TASKS.values():
        call = f"{task.entry_point}({', '.join(task.parameters)})"
        table.add_row(task.id, call, ", ".join(task.output_names), task.title)
    Console().print(table)
