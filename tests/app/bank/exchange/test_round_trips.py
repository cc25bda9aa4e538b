"""The whole packaged bank, out through each format and in again."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from app.bank.exchange.gift_write import write_gift
from app.bank.exchange.importing import Step, plan
from app.bank.exchange.moodle_write import write_quiz
from app.bank.exchange.qti_write import write_package
from app.bank.exchange.question import Outgoing
from app.bank.exchange.reading import read
from app.bank.exchange.tags import read_tags, write_tags
from app.bank.variants import Variant
from question_bank import Bank, Item

Draws = Mapping[str, Sequence[Variant]]
Writer = Callable[[Sequence[Item], Draws], Outgoing]

CHOICE = {"single_choice", "multiple_choice"}
# What comes back as it went, by format; of the rest the export says what was left behind.
HELD = {
    "qti": {*CHOICE, "numeric", "written", "coding"},
    "moodle": {*CHOICE, "written", "coding"},
    "gift": {*CHOICE, "coding"},
}
WRITERS: dict[str, Writer] = {"qti": write_package, "moodle": write_quiz, "gift": write_gift}


MADE: dict[str, tuple[Outgoing, dict[str, Step]]] = {}  # one trip of each format serves all tests


def there_and_back(form: str, bank: Bank, variants: Draws) -> tuple[Outgoing, dict[str, Step]]:
    if form in MADE:
        return MADE[form]
    out = WRITERS[form](list(bank.items.values()), variants)
    steps = plan(read(out.content, "file").questions, bank.items, {}, keep_status=True)
    MADE[form] = out, {step.name: step for step in steps}
    return MADE[form]


@pytest.mark.parametrize("form", WRITERS)
def test_all_that_the_format_holds_comes_back_as_it_went(
    form: str, whole_bank: Bank, variants: Draws
) -> None:
    _, steps = there_and_back(form, whole_bank, variants)
    assert steps.keys() == whole_bank.items.keys()
    for name, item in whole_bank.items.items():
        step = steps[name]
        act = "same" if item.type in HELD[form] else "refused"
        if item.images and form == "gift":
            act = "other"  # the words of its drawing came back without it
        assert (step.act, step.notes) == (act, ()), (name, step)
        assert step.item is None or step.item.type == item.type


@pytest.mark.parametrize("form", WRITERS)
def test_what_the_format_does_not_hold_is_told_item_by_item(
    form: str, whole_bank: Bank, variants: Draws
) -> None:
    out, steps = there_and_back(form, whole_bank, variants)
    for name, item in whole_bank.items.items():
        said = " ".join(out.notes.get(name, ()))
        assert ("proof" in said) is (form != "qti" and item.verify is not None)
        assert ("variant.py" in said) is (form != "qti" and item.type == "numeric")
        assert ("drawing" in said) is (form == "gift" and bool(item.images))
        assert ("task" in said) is (item.type == "coding")
        assert ("rubric" in said) is (form == "gift" and item.type == "written")
        if steps[name].act == "refused":
            assert said


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_items_make_the_same_bytes(form: str, whole_bank: Bank, variants: Draws) -> None:
    items = list(whole_bank.items.values())[:20]
    assert WRITERS[form](items, variants) == WRITERS[form](items, variants)


@pytest.mark.parametrize("form", WRITERS)
def test_a_changed_key_is_another_item(form: str, whole_bank: Bank, variants: Draws) -> None:
    item = next(item for item in whole_bank.items.values() if item.type == "single_choice")
    options = [
        option.model_copy(update={"key": option.id == other, "misconception": None})
        for other in [next(option.id for option in item.options if not option.key)]
        for option in item.options
    ]
    mended = item.model_copy(update={"options": options})
    out = WRITERS[form]([mended], variants)
    (step,) = plan(read(out.content, "file").questions, {item.id: item}, {}, keep_status=True)
    assert step.act == "other"


def test_tags_say_what_an_item_is_filed_under(whole_bank: Bank) -> None:
    for item in whole_bank.items.values():
        tags = write_tags(item)
        assert max(map(len, tags)) <= 50, "Moodle cuts longer ones"
        fields, _, foreign = read_tags(tags)
        assert foreign == []
        assert all(getattr(item, name) == value for name, value in fields.items())
