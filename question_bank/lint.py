"""The linter: what makes an item weak or gives its key away, as findings an author can act on."""

from collections.abc import Callable, Iterator

from question_bank import lint_blueprint, lint_cues, lint_duplicates, lint_item, lint_text
from question_bank.findings import Finding
from question_bank.lint_item import Complaint
from question_bank.load import Bank, Entry

# A rule's name, and who looks. The first line of a rule's docstring says what it asks for.
ITEM_RULES: dict[str, Callable[[Entry, Bank], Iterator[Complaint]]] = {
    "missing-source": lint_item.missing_source,
    "missing-rationale": lint_item.missing_rationale,
    "missing-misconception": lint_item.missing_misconception,
    "unknown-misconception": lint_item.unknown_misconception,
    "missing-verify": lint_item.missing_verify,
    "of-the-above": lint_item.of_the_above,
    "absolute-word": lint_item.absolute_word,
    "unbalanced-maths": lint_text.unbalanced_maths,
    "open-fence": lint_text.open_fence,
    "missing-alt-text": lint_text.missing_alt_text,
    "unknown-image": lint_text.unknown_image,
    "no-placeholder": lint_text.no_placeholder,
    "no-rounding": lint_text.no_rounding,
    "left-over": lint_text.left_over,
}
BANK_RULES: dict[str, Callable[[Bank], Iterator[Finding]]] = {
    "key-by-length": lint_cues.key_by_length,
    "key-by-position": lint_cues.key_by_position,
    "near-duplicate": lint_duplicates.near_duplicates,
    "blueprint-unfillable": lint_blueprint.unfillable,
}


def lint(bank: Bank) -> list[Finding]:
    """Return every finding in items that are not retired and in the bank as a whole, in file order."""
    findings = [
        entry.finding(place, name, message, hint)
        for entry in bank.entries
        if entry.item.status != "retired"
        for name, rule in ITEM_RULES.items()
        for place, message, hint in rule(entry, bank)
    ]
    for rule_of_bank in BANK_RULES.values():
        findings.extend(rule_of_bank(bank))
    return sorted(findings)


def rules() -> dict[str, str]:
    """Return each rule's name and what it asks for, in one sentence."""
    return {name: (rule.__doc__ or "").splitlines()[0] for name, rule in {**ITEM_RULES, **BANK_RULES}.items()}
