"""Score what a key decides: choices and numbers."""

from typing import Any

from sqlalchemy.orm import Session

from app.models import FormItem, ItemVariant
from app.scores import mended
from grader import choice
from grader.numeric import Tolerance, numeric
from grader.points import Earned
from question_bank.item import Item, MultipleChoice, Numeric, SingleChoice, read_content


def shown_ids(place: FormItem) -> dict[str, str]:
    """Map the option ids this candidate sees to the item's own.

    The candidate's follow the order shown, so that an id says nothing about the order in the bank.
    """
    return own_ids(place.option_order or [])


def own_ids(order: list[Any]) -> dict[str, str]:
    """Map the ids a candidate sees, a, b and so on in the order shown, to the options' own."""
    return {chr(ord("a") + index): str(own) for index, own in enumerate(order)}


def score(session: Session, place: FormItem, answer: dict[str, Any]) -> Earned:
    """Return the share of its points that a choice or a number earns, by the key as it was last mended."""
    version = place.item_version
    item = read_content(version.content)
    key = mended.variant(session, place) if isinstance(item, Numeric) else mended.keys(session, version)
    return judged(item, place.option_order, answer, key=key)


def judged(
    item: Item, option_order: list[Any] | None, answer: dict[str, Any], *, key: list[str] | ItemVariant
) -> Earned:
    """Return the share that an answer earns by `key`: the right options' own ids, or the draw."""
    own = own_ids(option_order or [])
    match item, key:
        case SingleChoice(), [str(right)]:
            return choice.single(own[answer["choice"]], key=right, options=own.values())
        case MultipleChoice(), list():
            ticked = [own[shown] for shown in answer["choices"]]
            return choice.multiple(ticked, keys=key, options=own.values())
        case Numeric(), ItemVariant():
            return numeric(answer["value"], expected=key.key, tolerance=Tolerance(key.tolerance))
    raise AssertionError(f"a {item.type} item is not scored by a key")


def receipt(place: FormItem, answer: dict[str, Any] | None) -> dict[str, Any]:
    """Return what is needed to recompute such a score."""
    return {
        "item_version": str(place.item_version_id),
        "content_hash": place.item_version.content_hash,
        "key_version": str(place.item_version.key_version_id or place.item_version_id),
        "variant_index": place.variant_index,
        "option_order": place.option_order,
        "answer": answer,
    }
