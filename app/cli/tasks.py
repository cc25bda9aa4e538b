"""`bn-assess tasks`: which coding tasks there are."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from grader.task import Task


def register(app: typer.Typer) -> None:
    """Add the `tasks` command."""
    group = typer.Typer(help="List the coding tasks.", invoke_without_command=True)
    group.callback()(tasks)
    group.command()(matrix)
    app.add_typer(group, name="tasks")


def named_task(name: str) -> "Task":
    """The task of that id; a misuse of the command where there is none."""
    from grader.tasks import TASKS

    if name not in TASKS:
        known = ", ".join(TASKS)
        raise typer.BadParameter(f"There is no task {name!r}; try one of {known}.", param_hint="TASK")
    return TASKS[name]


def matrix(
    task: Annotated[str, typer.Argument(help="A task's id.")],
    seeds: Annotated[int, typer.Option(min=1, help="Over how many seeds to take the worst.")] = 3,
) -> None:
    """Show how far TASK's probes tell its known-wrong kernels apart.

    A cell is the power of ten of the distance in units of what a value check allows: 0 is the border, "=" a
    class of kernels that are equal on this task, "!" a pair that should be told apart and is not. The exit
    code is 1 if there is such a pair.
    """
    from app.cli.matrix import print_matrix
    from grader.kill_matrix import kill_matrix

    found = kill_matrix(named_task(task), range(seeds))
    print_matrix(found)
    if found.undecided:
        raise typer.Exit(1)


def tasks(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the coding tasks: what each asks for, its entry point and its version."""
    if context.invoked_subcommand:
        return
    from grader.tasks import TASKS

    if as_json:
        rows = [
            {
                "id": task.id,
                "title": task.title,
                "entry_point": task.entry_point,
                "parameters": list(task.parameters),
                "returns": list(task.script.returns),
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
        table.add_row(task.id, call, ", ".join(task.script.returns), task.title)
    Console().print(table)
