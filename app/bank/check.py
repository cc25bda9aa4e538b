"""Check a bank as a whole: the linter, the tasks that coding items name, and the bank's own code."""

from collections.abc import Callable, Collection

from app.bank.proof import check_proof
from app.bank.variants import Variant, draw_variants
from grader.sandbox.outcome import Sandbox
from question_bank import Bank, Coding, Entry, Finding, Numeric
from question_bank.lint import lint


def check(
    bank: Bank, sandbox: Sandbox, tasks: Collection[str], *, progress: Callable[[str], None] = lambda _: None
) -> list[Finding]:
    """Return every finding, in file order; `progress` is told the id of each item as its turn comes."""
    findings = lint(bank)
    for entry in bank.entries:
        progress(entry.item.id)
        if entry.item.status != "retired":
            findings += check_entry(entry, sandbox, tasks)
    return sorted(findings)


def check_entry(entry: Entry, sandbox: Sandbox, tasks: Collection[str]) -> list[Finding]:
    """Return what only running the item's code, or asking the grader, can tell."""
    findings: list[Finding] = []
    variants: list[Variant] = []
    if isinstance(entry.item, Coding) and entry.item.task not in tasks:
        hint = f"`bn-assess tasks` lists them: {', '.join(sorted(tasks))}."
        message = f"the grader has no task {entry.item.task!r}"
        findings.append(entry.finding(("task",), "unknown-task", message, hint))
    if isinstance(entry.item, Numeric):
        variants, findings = draw_variants(sandbox, entry)
        if not variants:
            return findings
    return findings + check_proof(sandbox, entry, variants)
