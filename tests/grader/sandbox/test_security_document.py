"""The document on security says what the code does."""

import re
from pathlib import Path

from grader.sandbox.zygote import calls, warm

TEXT = (Path(__file__).parents[3] / "docs" / "security.md").read_text()


def words(begins: str, ends: str) -> set[str]:
    """Return the words in code font between two phrases."""
    return set(re.findall(r"`(\w+)`", TEXT.partition(begins)[2].partition(ends)[0]))


def test_the_system_calls_named_are_those_allowed() -> None:
    assert words("The calls are", "`bn-assess doctor`") == set(calls.ALLOWED)
    assert f"allow-list of {len(calls.ALLOWED)} system calls" in TEXT


def test_the_modules_named_are_those_that_can_be_imported() -> None:
    assert words("It may import", "another import") == warm.importable()


def test_the_number_of_attacks_is_not_exaggerated() -> None:
    attacks = Path(__file__).parent / "attacks"
    assert len(list(attacks.rglob("*.py"))) > int(re.findall(r"more than (\d+) attacks", TEXT)[0])
