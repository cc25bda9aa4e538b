"""Rules about items that ask the same: one would give the other away."""

import re
from collections.abc import Iterator
from itertools import combinations

from question_bank.findings import Finding
from question_bank.item import Coding, Item, MultipleChoice, SingleChoice
from question_bank.load import Bank

RUN = 4  # words in a row that two texts have in common
SHARE = 0.65  # of the runs of the shorter item; two that ask for different numbers of one set-up share half


def near_duplicates(bank: Bank) -> Iterator[Finding]:
    """No two items ask the same in nearly the same words, and no two set the same coding task."""
    live = [entry for entry in bank.entries if entry.item.status != "retired"]
    runs = {entry.item.id: _runs(entry.item) for entry in live}
    for one, other in combinations(live, 2):
        if isinstance(one.item, Coding) or isinstance(other.item, Coding):
            # Their prompts state one convention in the same words; the task tells them apart.
            tasks = [getattr(entry.item, "task", None) for entry in (one, other)]
            alike = 1.0 if tasks[0] == tasks[1] else 0.0
        else:
            mine, theirs = runs[one.item.id], runs[other.item.id]
            alike = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if alike >= SHARE:
            hint = "Ask something else in one of them, or retire one."
            message = f"{alike:.0%} of it stands in {one.item.id} too"
            yield other.finding(("prompt",), "near-duplicate", message, hint)


def _runs(item: Item) -> set[tuple[str, ...]]:
    """Return every run of words in what a candidate reads of the item."""
    texts = [item.prompt]
    if isinstance(item, SingleChoice | MultipleChoice):
        texts += [option.text for option in item.options]
    words = re.findall(r"\w+", " ".join(texts).lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
