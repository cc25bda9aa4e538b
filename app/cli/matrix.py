"""The kill matrix of a task as a table in a terminal."""

import math

import typer

from grader.kill_matrix import PUBLISHABLE, KillMatrix


def print_matrix(matrix: KillMatrix) -> None:
    """The lower triangle with the reference first; then what it says."""
    rows = matrix.names
    typer.echo(f"{matrix.task}: log10 of the distance over what is allowed, in the worst seed\n")
    typer.echo("     " + " ".join(f"{name[:3]:>3}" for name in rows[:-1]))
    for place, row in enumerate(rows[1:], start=1):
        typer.echo(f"{row:>4} " + " ".join(f"{cell(matrix, row, column):>3}" for column in rows[:place]))
    pairs = len(matrix.distance)
    typer.echo(f"\n{len(rows) - 1} known-wrong kernels, {pairs} pairs with the reference")
    for members in matrix.classes:
        typer.echo(f"equal on every output: {', '.join(members)}")
    for one, other in matrix.undecided:
        typer.echo(f"NOT TOLD APART: {one} and {other} ({matrix.between(one, other):.2g} of what is allowed)")
    if not matrix.undecided:
        typer.echo("complete: every other pair is told apart")


def cell(matrix: KillMatrix, one: str, other: str) -> str:
    """A pair in three characters."""
    distance = matrix.between(one, other)
    if distance <= PUBLISHABLE:
        return "!" if {one, other} in [set(pair) for pair in matrix.undecided] else "="
    return "inf" if math.isinf(distance) else str(math.floor(math.log10(distance)))
