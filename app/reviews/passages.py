"""Point to sentences that share words with a criterion: nothing but words in common, and no score.

It runs here, on the text alone. A sentence that says the right thing in other words is not found, and one
that says the opposite is: it saves a reviewer some searching, and decides nothing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.item import Criterion

ENOUGH_WORDS: Final = 2
"""Words of a criterion that a sentence must share with it."""

MOST_PASSAGES: Final = 3
"""Sentences shown for one criterion at most."""

SENTENCE = re.compile(r"[^.!?\s](?:[^.!?\n]|[.!?](?=\S))*[.!?]*")
WORD = re.compile(r"[^\W_]+")
# Words that every criterion is written with, and so tell nothing about any.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a about above after again all also an and answer answers any are as at be because been
        before being below between both but by can could did do does doing down during each few for
        from further had has have having how if in into is it its itself just level missing more
        most names no nor not of off on once one only or other out over own right said same say says
        should so some such than that the their them then there these they this those through to too
        under until up use used uses very was were what when where which while who why will with
        would wrong
        """,
    )
)


@dataclass(frozen=True)
class Passage:
    """Characters `start` to `end` of a response, and its `words` that a criterion has too, as written."""

    criterion: str
    start: int
    end: int
    words: tuple[str, ...]


def point(response: str, rubric: Sequence[Criterion]) -> list[Passage]:
    """Return the sentences of `response` that bear on each criterion, in the order of the text."""
    terms = {criterion.id: _terms(_text(criterion)) for criterion in rubric}
    shared = Counter(term for own in terms.values() for term in own)
    found = []
    for criterion in rubric:
        # What all criteria speak of tells them apart from none.
        own = {term for term in terms[criterion.id] if shared[term] < len(rubric)}
        found += _best(response, criterion.id, own)
    return sorted(found, key=lambda passage: (passage.start, passage.end, passage.criterion))


def _text(criterion: Criterion) -> str:
    return " ".join([criterion.title, *(level.description for level in criterion.levels[1:])])


def _best(response: str, criterion: str, terms: set[str]) -> list[Passage]:
    passages = []
    for sentence in SENTENCE.finditer(response):
        words = {_stem(word.lower()): word for word in WORD.findall(sentence.group())}
        shared = tuple(word for term, word in words.items() if term in terms)
        if len(shared) >= ENOUGH_WORDS:
            passages.append(Passage(criterion, sentence.start(), sentence.end(), shared))
    return sorted(passages, key=lambda passage: -len(passage.words))[:MOST_PASSAGES]


def _terms(text: str) -> set[str]:
    words = (word.lower() for word in WORD.findall(text))
    return {_stem(word) for word in words if word not in COMMON and (len(word) > 2 or not word.isascii())}


def _stem(word: str) -> str:
    """Cut the endings of number and tense, so that batches and batch, normalised and normalises are one."""
    for ending in ("ations", "ation", "ising", "izing", "ised", "ized", "ises", "izes", "ise", "ize"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word.removesuffix("e")
