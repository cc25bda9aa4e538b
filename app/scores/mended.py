"""Keys as they were last mended, in the terms of the version that a candidate was given."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import FormItem, ItemVariant, ItemVersion
from question_bank.item import Item, MultipleChoice, Numeric, Option, SingleChoice, read_content


def keys(session: Session, given: ItemVersion) -> list[str]:
    """Return the right options of a choice item by the ids of the version given."""
    return [name for name, option in options(session, given).items() if option.key]


def options(session: Session, given: ItemVersion) -> dict[str, Option]:
    """Return the options of a choice item, right and wrong, by the ids of the version given."""
    item = read_content(given.content)
    if given.key_version_id is None:
        return in_terms_of(item, item)
    return in_terms_of(item, read_content(session.get_one(ItemVersion, given.key_version_id).content))


def in_terms_of(item: Item, later: Item) -> dict[str, Option]:
    """Return the options of `later`, a choice item with the same texts, by the ids that `item` gives them."""
    assert isinstance(item, SingleChoice | MultipleChoice)
    assert isinstance(later, SingleChoice | MultipleChoice)
    said = {option.text: option for option in later.options}
    return {option.id: said[option.text] for option in item.options}


def variant(session: Session, place: FormItem) -> ItemVariant:
    """Return the draw whose key counts: a mended version drew the same numbers from the same seed."""
    given = session.get_one(ItemVariant, (place.item_version_id, place.variant_index))
    version = place.item_version
    return given if version.key_version_id is None else _same_draw(session, given, version.key_version_id)


def _same_draw(session: Session, given: ItemVariant, version_id: uuid.UUID) -> ItemVariant:
    return session.scalars(
        select(ItemVariant).where(ItemVariant.item_version_id == version_id, ItemVariant.seed == given.seed)
    ).one()


def why_not(session: Session, given: ItemVersion, later: ItemVersion) -> str:
    """Return why the key of `later` says nothing of the answers to `given`, or nothing where it does."""
    one, other = read_content(given.content), read_content(later.content)
    if (one.prompt, one.images) != (other.prompt, other.images):
        return "its prompt asks something else"
    if isinstance(one, Numeric) and isinstance(other, Numeric):
        if one.unit != other.unit:
            return "its unit is another"
        if _numbers(session, given.id).items() - _numbers(session, later.id).items():
            return "its variants have other numbers"
    elif _options(one) != _options(other):
        return "its options say something else"
    return ""


def _options(item: Item) -> set[str]:
    return (
        {option.text for option in item.options} if isinstance(item, SingleChoice | MultipleChoice) else set()
    )


def _numbers(session: Session, version_id: uuid.UUID) -> dict[int, str]:
    drawn = session.execute(
        select(ItemVariant.seed, ItemVariant.numbers).where(ItemVariant.item_version_id == version_id)
    )
    return {row[0]: repr(sorted(row[1].items())) for row in drawn}
