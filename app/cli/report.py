"""A grading report as a person reads it in a terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grader.results import GradeReport
from grader.verdict import Verdict


def harmless(text: str) -> str:
    """Text of the submission's making without control characters (a terminal obeys them) or markup."""
    return escape("".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text))


MARK = {True: "[green]pass[/green]", False: "[red]fail[/red]"}


def print_report(report: GradeReport) -> None:
    """Verdict, score and a line on every check; then what the code printed and how to grade it again."""
    console = Console(highlight=False)
    colour = "green" if report.verdict is Verdict.ACCEPTED else "red"
    console.print(f"[bold {colour}]{report.verdict}[/]  score {report.score:.2f}  {escape(report.task)}")
    if report.message:
        console.print(harmless(report.message))
    if report.checks:
        console.print(check_table(report))
    if report.output:
        console.print("[bold]printed[/bold]")
        console.print(harmless(report.output.rstrip("\n")))
    used = report.resources
    console.print(
        f"[dim]{used.cpu_ms:.1f} ms CPU, {used.wall_ms:.1f} ms, {used.peak_memory_mib:.0f} MiB; "
        f"seed {report.receipt.seed} draws the same probes again (--seed)[/dim]"
    )


def check_table(report: GradeReport) -> Table:
    """One row a check; what only costs score is said to."""
    table = Table("check", "result", "weight", "detail", expand=False)
    for check in report.checks:
        weight = f"{check.weight:g}" if check.required else f"{check.weight:g}, not required"
        table.add_row(check.id, MARK[check.passed], weight, "" if check.passed else harmless(check.detail))
    return table
