"""What docs/security.md says in figures and lists, compared with the code."""

import re
from pathlib import Path

from app.staff.throttle import Allowance
from grader.sandbox.zygote import calls, warm

ROOT = Path(__file__).parents[2]
TEXT = " ".join((ROOT / "docs" / "security.md").read_text().split())


def test_the_modules_a_submission_may_import_are_named() -> None:
    sentence = re.search(r"It may import (.*?); another import", TEXT)
    assert sentence is not None
    assert set(re.findall(r"`(\w+)`", sentence[1])) == warm.importable()


def test_the_number_of_system_calls_left_is_right() -> None:
    assert f"allow-list of {len(calls.ALLOWED)} system calls" in TEXT


def test_the_sign_in_allowance_is_right() -> None:
    allowed = Allowance()
    assert (
        f"{allowed.from_one_address_for_one_account} failures from one address for one account, "
        f"{allowed.from_one_address} from one address, {allowed.for_one_account} for one account"
    ) in TEXT


def test_there_are_as_many_attacks_as_it_says() -> None:
    claimed = re.search(r"more than (\d+) attacks", TEXT)
    assert claimed is not None
    attacks = list((ROOT / "tests" / "grader" / "sandbox" / "attacks").rglob("*.py"))
    assert len(attacks) > int(claimed[1])
