"""Variants of numeric items: drawn in the sandbox, refused unless every candidate gets a fair one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.bank.snippets import SnippetFailed, draw
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Rng
from question_bank import Entry, Finding, Numeric
from question_bank.candidate_view import placeholders, shown
from question_bank.rounding import decimals_asked

SEEDS = range(64)
MIN_DISTINCT_NUMBERS = 48  # of 64: two neighbours in a room should not get the same numbers
MIN_DISTINCT_KEYS = 16
MAX_SHOWN = 9  # characters of one number: more is the noise of binary fractions
CLEAR = 3.0  # a wrong answer lies at least so many tolerances from the key

Finite = Annotated[float, Field(allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]


class _Drawn(BaseModel):
    """The shape of what `variant(rng)` returns; `tolerance` is relative to the key."""

    model_config = ConfigDict(extra="forbid", strict=True)

    numbers: dict[str, Whole | Finite | list[Whole | Finite]]
    key: Finite
    tolerance: Annotated[float, Field(ge=1e-6, le=0.1)]
    wrong: dict[str, Finite] = {}


@dataclass(frozen=True)
class Variant:
    """One draw: what the candidate's prompt shows, the key, its relative tolerance, and foreseen mistakes."""

    seed: int
    numbers: Mapping[str, Any]
    key: float
    tolerance: float
    wrong: Mapping[str, float]


def draw_variants(
    sandbox: Sandbox, entry: Entry, seeds: Sequence[int] = SEEDS
) -> tuple[list[Variant], list[Finding]]:
    """Return the variants of a numeric item, and why they may not be used; usable if there is no finding."""
    item = entry.item
    if not isinstance(item, Numeric):
        raise TypeError(f"{item.id} is a {item.type} item: only numeric items have variants")
    try:
        answers = draw(sandbox, item.variant, [Rng(seed) for seed in seeds])
    except SnippetFailed as failed:
        return [], [entry.finding(("variant",), "variant-fails", str(failed))]
    variants = []
    for seed, answer in zip(seeds, answers, strict=True):
        try:
            variants.append(Variant(seed=seed, **_Drawn.model_validate(answer).model_dump()))
        except ValidationError as error:
            first = error.errors()[0]
            message = f"seed {seed}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
            hint = "Return a dict with numbers, key, tolerance (relative to the key) and wrong."
            return [], [entry.finding(("variant",), "variant-shape", message, hint)]
    for variant in variants:
        if fault := _fault(item, variant):
            message = f"seed {variant.seed}: {fault}"
            return variants, [entry.finding(("variant",), "variant-unfair", message)]
    return variants, _too_few(entry, variants)


def _fault(item: Numeric, variant: Variant) -> str:
    """Return what makes this draw unfair, or nothing."""
    if variant.numbers.keys() != placeholders(item.prompt):
        return f"numbers are {sorted(variant.numbers)}, the prompt shows {sorted(placeholders(item.prompt))}"
    for name, value in variant.numbers.items():
        for number in value if isinstance(value, list) else [value]:
            if len(shown(number)) > MAX_SHOWN:
                return f"{name} would read {shown(number)}: round it where it is drawn"
    if variant.key == 0:
        return "the key is 0, and no tolerance is relative to that"
    foreseen = {answer.misconception for answer in item.wrong_answers}
    if variant.wrong.keys() != foreseen:
        return f"wrong answers are {sorted(variant.wrong)}, item.yaml foresees {sorted(foreseen)}"
    allowed = variant.tolerance * abs(variant.key)
    decimals = decimals_asked(item.prompt)
    if decimals is not None and allowed < 0.5 * 10**-decimals and variant.key != round(variant.key, decimals):
        return f"rounded as asked, an answer may miss the key {variant.key:g}: ask for more decimals"
    for name, value in variant.wrong.items():
        if abs(value - variant.key) < CLEAR * allowed:
            return f"{name} would answer {value:g}, too near the key {variant.key:g}: draw again there"
    return ""


def _too_few(entry: Entry, variants: Sequence[Variant]) -> list[Finding]:
    numbers = {repr(sorted(variant.numbers.items())) for variant in variants}
    keys = {f"{variant.key:.6g}" for variant in variants}
    if len(numbers) >= MIN_DISTINCT_NUMBERS and len(keys) >= MIN_DISTINCT_KEYS:
        return []
    message = f"{len(variants)} draws give {len(numbers)} sets of numbers and {len(keys)} keys"
    return [entry.finding(("variant",), "variant-repeats", message, "Draw from more values.")]
