"""What a candidate may see of an item: built from a white-list, so that a new field is secret until named."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from question_bank.image import with_addresses
from question_bank.item import Item, MultipleChoice, Numeric, SingleChoice, Written

Drawn: TypeAlias = int | float | Sequence[int | float]
PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}")


def candidate_view(
    item: Item,
    *,
    numbers: Mapping[str, Drawn] | None = None,
    option_order: Sequence[str] | None = None,
    image_address: Callable[[str], str] | None = None,
) -> dict[str, Any]:
    """Return `type`, `prompt`, `points`, and `options`, `unit` or `max_words` where the type has it; no key.

    `numbers` are those of the candidate's variant of a numeric item and fill its prompt. `option_order`
    is the order in which this candidate sees the options, by id. `image_address` says where an image of the
    prompt, named by its file, can be fetched. Raise ValueError where they do not fit.
    """
    view: dict[str, Any] = {"type": item.type, "prompt": item.prompt, "points": item.points}
    match item:
        case SingleChoice() | MultipleChoice():
            texts = {option.id: option.text for option in item.options}
            order = list(texts) if option_order is None else list(option_order)
            if sorted(order) != sorted(texts):
                raise ValueError(f"the order {order} is not one of the options {list(texts)}")
            view["options"] = [{"id": name, "text": texts[name]} for name in order]
        case Numeric():
            view["prompt"] = fill(item.prompt, numbers or {})
            view["unit"] = item.unit
        case Written():
            view["max_words"] = item.max_words
    if image_address is not None:
        view["prompt"] = with_addresses(view["prompt"], image_address)
    return view


def placeholders(prompt: str) -> set[str]:
    """Return the names that a numeric item's prompt leaves to be filled, each written as {{name}}."""
    return set(PLACEHOLDER.findall(prompt))


def fill(prompt: str, numbers: Mapping[str, Drawn]) -> str:
    """Return the prompt with every {{name}} replaced; raise ValueError for a name without a number."""
    missing = placeholders(prompt) - numbers.keys()
    if missing:
        raise ValueError(f"no number for {', '.join(sorted(missing))}: choose one of the version's variants")
    return PLACEHOLDER.sub(lambda found: shown(numbers[found[1]]), prompt)


def shown(number: Drawn) -> str:
    """Return a number as a candidate reads it (shortest exact decimal); a list with commas between."""
    if isinstance(number, Sequence):
        return ", ".join(shown(one) for one in number)
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return str(number)
