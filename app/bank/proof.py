"""Proofs of keys: `verify.py` computes them from the reference kernels, in the sandbox."""

from collections.abc import Sequence
from typing import Any

from app.bank.snippets import SnippetFailed, prove
from app.bank.variants import Variant
from grader.sandbox.outcome import Sandbox
from question_bank import Entry, Finding, Numeric
from question_bank.item import MultipleChoice, SingleChoice

# How much closer than its tolerance a numeric key must be to what the reference gives.
SHARE_OF_TOLERANCE = 0.01


def check_proof(sandbox: Sandbox, entry: Entry, variants: Sequence[Variant] = ()) -> list[Finding]:
    """Return how the item's `verify` contradicts its key; nothing where it has no `verify`.

    For a choice item it returns {option id: whether the option holds}: exactly the keys must. Distractors
    that no computation can refute may be left out. For a numeric item it returns the key of each variant.
    For other items it returns {what the prompt states: whether it is so}.
    """
    if entry.item.verify is None:
        return []
    try:
        answers = prove(sandbox, entry.item.verify, [variant.numbers for variant in variants])
    except SnippetFailed as failed:
        return [entry.finding(("verify",), "verify-fails", str(failed))]
    if isinstance(entry.item, Numeric):
        faults = [_key_fault(variant, answer) for variant, answer in zip(variants, answers, strict=True)]
    else:
        faults = _claim_faults(entry, answers[0])
    hint = "Either the key is wrong, or the proof is: compute by hand before you change one."
    return [entry.finding(("verify",), "verify-contradicts", fault, hint) for fault in faults if fault][:3]


def _key_fault(variant: Variant, answer: Any) -> str:
    if not isinstance(answer, int | float) or isinstance(answer, bool):
        return f"seed {variant.seed}: verify returned {answer!r} where a number is needed"
    if abs(answer - variant.key) <= SHARE_OF_TOLERANCE * variant.tolerance * abs(variant.key):
        return ""
    return f"seed {variant.seed}: the reference gives {answer:g}, the variant's key is {variant.key:g}"


def _claim_faults(entry: Entry, answer: Any) -> list[str]:
    if not isinstance(answer, dict) or not answer or any(type(held) is not bool for held in answer.values()):
        return [f"verify returned {answer!r} where a dict of True and False is needed"]
    if not isinstance(entry.item, SingleChoice | MultipleChoice):
        return [f"{claim} is not so" for claim, held in answer.items() if not held]
    options = {option.id: option.key for option in entry.item.options}
    faults = [f"there is no option {name}" for name in sorted(answer.keys() - options.keys())]
    for name, is_key in options.items():
        if is_key and name not in answer:
            faults.append(f"verify says nothing of the key {name}")
        elif name in answer and answer[name] is not is_key:
            faults.append(f"{name} {'holds' if answer[name] else 'does not hold'}, the item says otherwise")
    return faults
