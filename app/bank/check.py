"""Check a bank as a whole: the linter, the tasks that coding items name, and the bank's own code."""

from collections.abc import Callable, Collection

from app.bank.markup import MathsUnreadable, formulas, to_mathml
from app.bank.proof import check_proof
from app.bank.variants import Variant, draw_variants
from grader.sandbox.outcome import Sandbox
from question_bank import Bank, Coding, Entry, Finding, Numeric
from question_bank.lint import lint
from question_bank.lint_text import texts

# What is looked at here, beside the linter's rules.
RULES = {
    "unreadable-maths": "Every formula can be set: its commands exist and have their arguments.",
    "unknown-task": "Every coding item names a task that the grader has.",
    "variant-fails": "variant(rng) answers for every seed.",
    "variant-shape": "variant(rng) returns numbers, key, tolerance and wrong; all of them finite.",
    "variant-unfair": "Every draw fills the prompt, reads well, and keeps wrong answers clear of the key.",
    "variant-repeats": "Draws differ enough that neighbours do not get the same numbers.",
    "verify-fails": "verify(kernels) answers.",
    "verify-contradicts": "The reference kernels confirm every key and refute every distractor they can.",
}


def check(
    bank: Bank,
    sandbox: Sandbox,
    tasks: Collection[str],
    *,
    only: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Return every finding in file order, or those in the items `only`.

    `progress` is told the id of each item as its turn comes.
    """
    entries = [entry for entry in bank.entries if only is None or entry.item.id in only]
    folders = tuple(f"{entry.folder}/" for entry in entries)
    findings = [found for found in lint(bank) if only is None or found.file.startswith(folders)]
    for entry in entries:
        progress(entry.item.id)
        if entry.item.status != "retired":
            findings += _check_entry(entry, sandbox, tasks)
    return sorted(findings)


def _check_entry(entry: Entry, sandbox: Sandbox, tasks: Collection[str]) -> list[Finding]:
    """Return what only running the item's code, or asking the grader, can tell."""
    findings = _check_maths(entry)
    variants: list[Variant] = []
    if isinstance(entry.item, Coding) and entry.item.task not in tasks:
        hint = f"`bn-assess tasks` lists them: {', '.join(sorted(tasks))}."
        message = f"the grader has no task {entry.item.task!r}"
        findings.append(entry.finding(("task",), "unknown-task", message, hint))
    if isinstance(entry.item, Numeric):
        variants, unfair = draw_variants(sandbox, entry)
        findings += unfair
        if not variants:
            return findings
    return findings + check_proof(sandbox, entry, variants)


def _check_maths(entry: Entry) -> list[Finding]:
    findings = []
    for place, text in texts(entry):
        for tex, line in formulas(text):
            try:
                to_mathml(tex)
            except MathsUnreadable as unreadable:
                where = (*place, line) if len(place) == 1 else place
                message, hint = f"${tex}$: {unreadable}", "Mend the TeX; candidates would read it as typed."
                findings.append(entry.finding(where, "unreadable-maths", message, hint))
    return findings
