"""How a numeric prompt says the answer is to be rounded: its last sentence ends with it."""

import re

WORDS = ("one", "two", "three", "four", "five", "six")
ASKED = re.compile(rf"\bto ({'|'.join(WORDS)}) decimals?\b|\bas a whole number\b")


def decimals_asked(prompt: str) -> int | None:
    """Return how many decimals the last paragraph asks for: 0 for a whole number, None for no word of it."""
    last = " ".join(prompt.strip().split("\n\n")[-1].split())
    found = ASKED.search(last)
    if found is None:
        return None
    return WORDS.index(found[1]) + 1 if found[1] else 0
