"""`bn-assess doctor`: can code be graded safely on this host, and what to do where it cannot."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from grader.sandbox import layers


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Examine the sandbox's layers on this host.

    Exits with 0 when coding tasks can be graded here, with 3 when they cannot: nothing is ever run without
    the layers that are required.
    """
    findings = layers.examine()
    ready = layers.can_grade(findings)
    if as_json:
        report = {"can_grade": ready, "layers": [as_dict(finding) for finding in findings]}
        typer.echo(json.dumps(report, indent=2))
    else:
        show(findings, ready)
    raise typer.Exit(0 if ready else 3)


def as_dict(finding: layers.Finding) -> dict[str, object]:
    """Return a finding as JSON holds it."""
    layer = finding.layer
    return {
        "name": layer.name,
        "protects_against": layer.protects_against,
        "required": layer.required,
        "present": finding.present,
        "detail": finding.detail,
        "remedy": None if finding.present else layer.remedy,
    }


def show(findings: list[layers.Finding], ready: bool) -> None:
    """Print the findings as a table, and what they come to."""
    lacking = any(not finding.present for finding in findings)
    table = Table("Layer", "Protects against", "Here", "Found", *(["What to do"] if lacking else []))
    for finding in findings:
        layer = finding.layer
        here = "present" if finding.present else "missing" if layer.required else "missing (optional)"
        colour = "green" if finding.present else "red" if layer.required else "yellow"
        cells = [layer.name, layer.protects_against, f"[{colour}]{here}[/]", finding.detail]
        table.add_row(*cells, *([layer.remedy] if lacking and not finding.present else []))
    console = Console()
    console.print(table)
    if ready:
        console.print("Coding tasks can be graded on this host.")
    else:
        console.print("Coding tasks cannot be graded on this host; everything else works.")
