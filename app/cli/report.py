"""A grading report as a person reads it in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grader.receipt import Difference
from grader.results import Counterexample, Diagnosis, GradeReport
from grader.verdict import Verdict

MARK = {True: "[green]pass[/green]", False: "[red]fail[/red]"}
LONGEST_VALUE = 200


def harmless(text: str) -> str:
    """Text of the submission's making without control characters (a terminal obeys them) or markup."""
    return escape("".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text))


def print_report(report: GradeReport) -> None:
    """Verdict and score, what went wrong and where it shows, every check, and how to grade it again."""
    console = Console(highlight=False)
    console.print(headline(report))
    if report.message:
        console.print(harmless(report.message))
    for diagnosis in report.diagnosis:
        print_diagnosis(console, diagnosis)
    if report.counterexample is not None:
        print_counterexample(console, report.counterexample)
    if report.checks:
        console.print(check_table(report))
    if report.output:
        console.print("[bold]printed[/bold]")
        console.print(harmless(report.output.rstrip("\n")))
    console.print(f"[dim]{used(report)}; seed {report.receipt.seed} grades it again the same (--seed)[/dim]")


def headline(report: GradeReport) -> str:
    """Verdict, score and task."""
    colour = "green" if report.verdict is Verdict.ACCEPTED else "red"
    return f"[bold {colour}]{report.verdict}[/]  score {report.score:.2f}  {escape(report.task)}"


def used(report: GradeReport) -> str:
    """What the run used."""
    spent = report.resources
    cost = "" if spent.cost_ratio is None else f"; {spent.cost_ratio:.1f} times the cost of the reference"
    return f"{spent.cpu_ms:.1f} ms CPU, {spent.wall_ms:.1f} ms, {spent.peak_memory_mib:.0f} MiB{cost}"


def print_diagnosis(console: Console, diagnosis: Diagnosis) -> None:
    """A misconception with what to learn from it."""
    named = " = ".join((diagnosis.id, *diagnosis.equivalent))
    console.print(f"\n[bold yellow]{escape(diagnosis.title)}[/] [dim]({named})[/dim]")
    if diagnosis.explanation:
        console.print(escape(diagnosis.explanation))


def print_counterexample(console: Console, found: Counterexample) -> None:
    """Inputs, what is right and what came, line by line, so that they can be followed by hand."""
    console.print(f"\n[bold]the smallest input found that shows it[/bold] [dim]({found.arrays})[/dim]")
    for name, value in found.inputs.items():
        console.print(f"  {name} = {harmless(written(value))}")
    for label, side in (("expected", found.expected), ("got", found.got)):
        for name, value in named_outputs(side):
            console.print(f"  {label}{name}: {harmless(written(value))}")
    console.print(f"  {harmless(found.detail)}\n")


def named_outputs(side: Any) -> Iterator[tuple[str, Any]]:
    """Outputs with their names, if they have any."""
    if isinstance(side, Mapping):
        yield from ((f" {name}", value) for name, value in side.items())
    else:
        yield "", side


def written(value: Any) -> str:
    """A JSON value on one line, numbers in six digits, "-" for what is not there."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, float):
        return f"{value:.6g}"
    return "-" if value is None else str(value)


def check_table(report: GradeReport) -> Table:
    """One row a check; what only costs score is said to."""
    table = Table("check", "result", "weight", "detail", expand=False)
    for check in report.checks:
        weight = f"{check.weight:g}" if check.required else f"{check.weight:g}, not required"
        table.add_row(check.id, MARK[check.passed], weight, "" if check.passed else harmless(check.detail))
    return table


def print_comparison(
    now: GradeReport, found: Sequence[Difference], versions: Sequence[Difference], *, intact: bool
) -> None:
    """What a receipt said and what came out now."""
    console = Console(highlight=False)
    console.print(headline(now))
    if not intact:
        console.print("[red]The receipt was altered since it was written: its digest is another.[/red]")
    if found:
        console.print(difference_table(found))
    console.print("Nothing differs." if not found else f"{len(found)} values differ.")
    for version in versions:
        console.print(f"{version.where} was {harmless(str(version.before))} and is {version.now} now.")


def difference_table(found: Sequence[Difference]) -> Table:
    """One row a value that differs."""
    table = Table("where", "receipt", "now")
    for difference in found:
        values = (str(difference.where), written(difference.before), written(difference.now))
        table.add_row(*(harmless(value[:LONGEST_VALUE]) for value in values))
    return table
