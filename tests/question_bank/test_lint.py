from pathlib import Path
from typing import Any

import pytest

from question_bank import Finding, load_bank
from question_bank.lint import BANK_RULES, ITEM_RULES, lint, rules
from question_bank.lint_cues import shown_length
from question_bank.rounding import decimals_asked
from tests.question_bank.folder import write_bank, write_item


def option(name: str, text: str, **fields: Any) -> dict[str, Any]:
    because = {"rationale": "Because."} | ({} if fields.get("key") else {"misconception": "S01"})
    return {"id": name, "text": text, **because, **fields}


KEY = option("a", "the batch", key=True)
FINE = [KEY, option("b", "the feature"), option("c", "the network")]


def write_prompt(root: Path, prompt: str) -> None:
    folder = write_item(root)
    (folder / "prompt.md").write_text(prompt)
    if "(plot.svg)" in prompt:
        (folder / "plot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')


def broken(root: Path) -> list[str]:
    return [found.rule for found in lint(load_bank(root))]


def test_a_good_item_of_each_type_has_no_finding_but_the_proof_it_lacks(tmp_path: Path) -> None:
    assert broken(write_bank(tmp_path)) == ["missing-verify"]


def third(text: str, **fields: Any) -> dict[str, Any]:
    return {"options": [*FINE[:2], option("c", text, **fields)]}


def error(text: str, name: str = "S01") -> dict[str, Any]:
    return {"common_errors": [{"misconception": name, "description": text}]}


@pytest.mark.parametrize(
    ("rule", "kind", "fields"),
    [
        ("missing-source", "written", {"sources": []}),
        ("missing-rationale", "single_choice", third("it", rationale=" ")),
        ("missing-rationale", "numeric", {"wrong_answers": [{"misconception": "S09"}]}),
        ("missing-misconception", "single_choice", third("it", misconception=None)),
        ("unknown-misconception", "single_choice", third("it", misconception="Z99")),
        ("unknown-misconception", "numeric", {"wrong_answers": [{"misconception": "Z99", "rationale": "x"}]}),
        ("unknown-misconception", "written", error("x", "Z99")),
        ("missing-verify", "numeric", {}),
        ("of-the-above", "single_choice", third("None of the above")),
        ("of-the-above", "multiple_choice", third("both of these options")),
        ("absolute-word", "single_choice", third("It never helps")),
        ("unbalanced-maths", "single_choice", third("the mean $\\mu")),
        ("unbalanced-maths", "written", error("$\\frac{1}{2$")),
        ("open-fence", "written", error("```\nx")),
        ("left-over", "written", error("say <!-- what? -->")),
    ],
)
def test_a_weakness_is_found_where_it_stands(
    tmp_path: Path, rule: str, kind: str, fields: dict[str, Any]
) -> None:
    write_item(tmp_path, kind, **fields)
    found = [finding for finding in lint(load_bank(tmp_path)) if finding.rule == rule]
    assert len(found) == 1
    assert found[0].line > 1 or rule == "missing-source"  # what is not there has no line
    assert found[0].hint


@pytest.mark.parametrize(
    ("prompt", "rule", "line"),
    [
        ("First.\n\nCosts $x here.\n\nAnd $y$.", "unbalanced-maths", 3),
        ("$$x$ mixed", "unbalanced-maths", 1),
        ("$\\left( x )$", "unbalanced-maths", 1),
        ("One\n\n![](plot.svg)", "missing-alt-text", 3),
        ('<img src="plot.svg">', "missing-alt-text", 1),
        ("```python\nx = 1\n", "open-fence", 1),
        ("One\n\n<!-- what happens? -->", "left-over", 3),
    ],
)
def test_a_fault_in_the_prompt_is_told_with_its_line(
    tmp_path: Path, prompt: str, rule: str, line: int
) -> None:
    write_prompt(tmp_path, prompt)
    (found,) = lint(load_bank(tmp_path))
    assert (found.rule, found.line, found.file.split("/")[-1]) == (rule, line, "prompt.md")


@pytest.mark.parametrize(
    "prompt",
    [
        "It costs \\$5 and $x \\le \\$3$.",
        "```html\n<!-- part of the code -->\n```\n",
        "```bash\necho $HOME\n```\nand `$PATH` and $$\\frac{\\{a\\}}{b}$$",
        "![a loss curve that falls](plot.svg)",
        "$\\left(\\frac{a}{b}\\right)$",
    ],
)
def test_good_markdown_is_left_alone(tmp_path: Path, prompt: str) -> None:
    write_prompt(tmp_path, prompt)
    assert lint(load_bank(tmp_path)) == []


def test_an_absolute_word_that_a_key_uses_too_is_no_cue(tmp_path: Path) -> None:
    write_item(tmp_path, options=[option("a", "Only the batch", key=True), option("b", "Never"), FINE[2]])
    assert broken(tmp_path) == []


def test_a_numeric_prompt_without_numbers_is_found(tmp_path: Path) -> None:
    folder = write_item(tmp_path, "numeric")
    (folder / "prompt.md").write_text("What is twice seven, as a whole number?")
    assert "no-placeholder" in broken(tmp_path)


def test_a_retired_item_is_left_alone(tmp_path: Path) -> None:
    write_item(tmp_path, sources=[], status="retired")
    assert broken(tmp_path) == []


def cue_bank(root: Path, key: str, distractor: str, *, moving: bool = True) -> list[Finding]:
    """Twelve items with three options whose key has one text and whose distractors another."""
    for number in range(12):
        at = number % 3 if moving else 0
        options = [option("abc"[place], f"{distractor}{place}") for place in range(3)]
        options[at] = option("abc"[at], key, key=True)
        write_item(root, name=f"item-{number}", options=options)
    return lint(load_bank(root))


@pytest.mark.parametrize(("key", "what"), [("a long and careful key", "longest"), ("x", "shortest")])
def test_a_key_known_by_its_length_is_found_over_the_bank(tmp_path: Path, key: str, what: str) -> None:
    (found,) = cue_bank(tmp_path, key, "distractor")
    assert found.rule == "key-by-length"
    assert what in found.message
    assert "item-3" in found.hint


def test_a_key_known_by_its_place_is_found_over_the_bank(tmp_path: Path) -> None:
    (found,) = cue_bank(tmp_path, "distractorK", "distractor", moving=False)
    assert found.rule == "key-by-position"
    assert "option a" in found.message


def test_keys_of_all_lengths_and_places_are_no_cue(tmp_path: Path) -> None:
    assert cue_bank(tmp_path, "distractorK", "distractor") == []


def test_length_counts_what_is_seen() -> None:
    assert shown_length(r"$\frac{a}{b}$") == len("xab")
    assert shown_length("`x` and **y**") == len("x and y")


ANY_TWO = "{types: [single_choice], count: 2}"


def blueprint(root: Path, *draws: str) -> None:
    (root / "blueprints").mkdir()
    listed = "".join(f"      - {draw}\n" for draw in draws)
    (root / "blueprints/b.yaml").write_text(
        f"title: B\ntime_limit_s: 600\nsections:\n  - title: S\n    draws:\n{listed}"
    )


@pytest.mark.parametrize(
    ("draws", "told"),
    [
        (["{types: [single_choice], count: 3}"], "2 published ones fit"),
        (["{types: [single_choice], items: [one, nowhere], count: 1}"], "no item 'nowhere'"),
        ([ANY_TWO, "{types: [single_choice], items: [one], count: 1}"], "same items"),
        (["{types: [single_choice], difficulties: [3], count: 1}"], "0 published ones fit"),
    ],
)
def test_a_blueprint_the_bank_cannot_fill_is_found(tmp_path: Path, draws: list[str], told: str) -> None:
    for name, status in (("one", "published"), ("two", "published"), ("three", "draft")):
        write_item(tmp_path, name=name, status=status)
    blueprint(tmp_path, *draws)
    assert any(
        found.rule == "blueprint-unfillable" and told in found.message for found in lint(load_bank(tmp_path))
    )


def test_overlapping_draws_are_fine_while_each_item_is_drawn_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_item(tmp_path, name=name)
    blueprint(
        tmp_path,
        "{types: [single_choice], count: 1}",
        "{types: [single_choice], items: [one], count: 1}",
    )
    assert lint(load_bank(tmp_path)) == []


def test_every_rule_says_what_it_asks_for() -> None:
    assert rules().keys() == ITEM_RULES.keys() | BANK_RULES.keys()
    assert all(sentence.endswith(".") for sentence in rules().values())


def test_the_packaged_bank_is_clean() -> None:
    assert [str(found) for found in lint(load_bank())] == []


@pytest.mark.parametrize(
    ("ending", "decimals"),
    [
        ("What is the mean, to two decimals?", 2),
        ("What is the mean, to one decimal?", 1),
        ("How many are there, as a\nwhole number?", 0),
        ("What is the mean?", None),
        ("What is the mean, to two decimals?\n\nThink twice.", None),
    ],
)
def test_a_numeric_prompt_ends_with_how_to_round(tmp_path: Path, ending: str, decimals: int | None) -> None:
    (write_item(tmp_path, "numeric") / "prompt.md").write_text(f"A batch has {{{{x}}}} rows.\n\n{ending}\n")
    assert ("no-rounding" in broken(tmp_path)) is (decimals is None)
    assert decimals_asked(ending) == decimals


SITUATION = "A network trains well with batches of 64 images, and its loss becomes nan with batches of two."


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (f"{SITUATION} What explains it?", True),
        (f"Last week: {SITUATION} Why is that?", True),
        ("Why do batches of two images trouble a network that trains well with 64?", False),
    ],
)
def test_two_items_that_ask_nearly_the_same_are_found(tmp_path: Path, other: str, found: bool) -> None:
    for name, prompt in (("one", f"{SITUATION} Why?"), ("two", other)):
        options = [option(letter, f"{name} {letter}") for letter in "bc"]
        options.insert(0, option("a", f"{name} a", key=True))
        (write_item(tmp_path, name=name, options=options) / "prompt.md").write_text(prompt)
    findings = [finding for finding in lint(load_bank(tmp_path)) if finding.rule == "near-duplicate"]
    assert bool(findings) is found
    assert all("one" in finding.message and "/two/" in finding.file for finding in findings)


def test_two_items_of_one_coding_task_are_duplicates(tmp_path: Path) -> None:
    for name, task in (("one", "bn-forward"), ("two", "bn-forward"), ("three", "bn-backward")):
        write_item(tmp_path, "coding", name=name, task=task)
    assert broken(tmp_path) == ["near-duplicate"]
