from pathlib import Path

import pytest

from app.bank.proof import check_proof
from app.bank.variants import SEEDS, draw_variants
from grader.numeric import Tolerance, numeric
from grader.sandbox.outcome import Sandbox
from question_bank import Entry, load_bank
from question_bank.rounding import decimals_asked
from tests.question_bank.folder import write_item


def entry_of(root: Path, body: str, kind: str = "numeric") -> Entry:
    """A numeric item asking for twice {{x}}, whose variant returns what `body` says."""
    folder = write_item(root, kind)
    if kind == "numeric":
        (folder / "variant.py").write_text(
            f"def variant(rng):\n    x = int(rng.integers(1, 999))\n    return {body}\n"
        )
    (entry,) = load_bank(root).entries
    return entry


GOOD = "{'numbers': {'x': x}, 'key': 2.0 * x, 'tolerance': 0.01, 'wrong': {'S09': 3.0 * x}}"


def test_a_variant_is_drawn_for_each_seed(sandbox: Sandbox, tmp_path: Path) -> None:
    variants, findings = draw_variants(sandbox, entry_of(tmp_path, GOOD))
    assert findings == []
    assert [variant.seed for variant in variants] == list(SEEDS)
    assert all(variant.key == 2 * variant.numbers["x"] for variant in variants)
    assert all(variant.wrong == {"S09": 3 * variant.numbers["x"]} for variant in variants)


@pytest.mark.parametrize(
    ("old", "new", "rule", "told"),
    [
        ("2.0 * x", "float('nan')", "variant-shape", "key"),
        ("2.0 * x", "float('inf')", "variant-shape", "key"),
        ("2.0 * x", "'two'", "variant-shape", "key"),
        ("2.0 * x", "0.0", "variant-unfair", "the key is 0"),
        ("0.01", "0.0", "variant-shape", "tolerance"),
        ("0.01", "0.5", "variant-shape", "tolerance"),
        ("{'x': x}", "{'y': x}", "variant-unfair", "the prompt shows ['x']"),
        ("{'x': x}", "{'x': x, 'y': 1}", "variant-unfair", "the prompt shows ['x']"),
        ("{'x': x}", "{'x': x / 7}", "variant-unfair", "round it"),
        ("{'x': x}", "{'x': [1, x / 7]}", "variant-unfair", "round it"),
        ("{'x': x}", "{'x': 'seven'}", "variant-shape", "numbers.x"),
        ("{'S09': 3.0 * x}", "{}", "variant-unfair", "item.yaml foresees ['S09']"),
        ("3.0 * x", "2.01 * x", "variant-unfair", "too near the key"),
        ("2.0 * x", "2.1 * x", "variant-unfair", "rounded as asked"),
        ("{'x': x}", "{'x': x % 7}", "variant-repeats", "7 sets"),
        ("'key': 2.0 * x", "'key': 2.0 + x % 3", "variant-repeats", "3 keys"),
        (GOOD, "1 / 0", "variant-fails", "line 3"),
        (GOOD, "7", "variant-shape", "dict"),
    ],
)  # fmt: skip
def test_an_unfair_variant_is_refused(
    sandbox: Sandbox, tmp_path: Path, old: str, new: str, rule: str, told: str
) -> None:
    assert old in GOOD
    _, findings = draw_variants(sandbox, entry_of(tmp_path, GOOD.replace(old, new)))
    assert [finding.rule for finding in findings] == [rule]
    assert told in findings[0].message
    assert findings[0].file.endswith("variant.py")


def test_only_numeric_items_have_variants(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="single_choice"):
        draw_variants(sandbox, entry_of(tmp_path, "", "single_choice"))


NUMERIC = [entry for entry in load_bank().entries if entry.item.type == "numeric"]


@pytest.mark.parametrize("entry", NUMERIC, ids=lambda entry: entry.item.id)
def test_packaged_variants_are_fair_and_proved_over_more_seeds_than_are_stored(
    sandbox: Sandbox, entry: Entry
) -> None:
    variants, findings = draw_variants(sandbox, entry, range(500))
    assert findings == []
    assert len({repr(variant.numbers) for variant in variants}) >= 200
    assert check_proof(sandbox, entry, variants) == []


@pytest.mark.parametrize("entry", NUMERIC, ids=lambda entry: entry.item.id)
def test_packaged_tolerances_take_an_answer_rounded_as_asked_and_no_rounded_mistake(
    sandbox: Sandbox, entry: Entry
) -> None:
    decimals = decimals_asked(entry.item.prompt)
    assert decimals is not None
    for variant in draw_variants(sandbox, entry)[0]:
        tolerance = Tolerance(variant.tolerance)
        assert numeric(round(variant.key, decimals), expected=variant.key, tolerance=tolerance).share == 1
        for wrong in variant.wrong.values():
            rounded = round(wrong, decimals)
            assert numeric(rounded, expected=variant.key, tolerance=tolerance).share == 0
