"""The packaged bank with the variants of its numeric items, drawn once."""

from collections.abc import Mapping, Sequence

import pytest

from app.bank.variants import Variant, draw_variants
from grader.sandbox import open_sandbox
from question_bank import Bank, load_bank

BANK = load_bank()


@pytest.fixture(scope="session")
def whole_bank() -> Bank:
    return BANK


@pytest.fixture(scope="session")
def variants() -> Mapping[str, Sequence[Variant]]:
    sandbox = open_sandbox(1)
    drawn = {
        entry.item.id: draw_variants(sandbox, entry)[0]
        for entry in BANK.entries
        if entry.item.type == "numeric"
    }
    sandbox.close()
    return drawn
