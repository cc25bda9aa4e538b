import uuid
from importlib.resources import files
from typing import Any

import yaml

from app.models import FormItem, Response, Submission, SubmissionKind
from app.reports import beliefs, interview
from app.reports.beliefs import Answered
from app.reports.interview import catalogue
from grader.misconceptions import CATALOGUE
from grader.verdict import Verdict
from question_bank import load_bank
from question_bank.item import Coding, Item, SingleChoice

BANK = load_bank()
CODE = next(entry.item for entry in BANK.entries if entry.item.id == "bn-inference")
BATCH_STATISTICS = "I01"


def offering(misconception: str) -> list[SingleChoice]:
    """Items of one choice that offer a misconception."""
    return [
        entry.item
        for entry in BANK.entries
        if isinstance(entry.item, SingleChoice)
        and any(option.misconception == misconception for option in entry.item.options)
    ]


def answered(item: Item, answer: dict[str, Any] | None, *subs: Submission, key: bool = True) -> Answered:
    order = [option.id for option in item.options] if isinstance(item, SingleChoice) else None
    place = FormItem(id=uuid.uuid4(), option_order=order)
    response = None if answer is None else Response(answer=answer)
    right = frozenset(item.keys) if key and isinstance(item, SingleChoice) else None
    return Answered(place, item, response, list(subs), right)


def chose(item: SingleChoice, misconception: str | None, *, key: bool = True) -> Answered:
    """An answer that takes the misconception's option, or the right one."""
    (option, *_) = [
        option.id
        for option in item.options
        if (option.key if misconception is None else option.misconception == misconception)
    ]
    return answered(item, {"choice": option}, key=key)


def wrote(diagnosis: str | None) -> Answered:
    report: dict[str, Any] = {"diagnosis": [{"id": diagnosis, "equivalent": []}] if diagnosis else []}
    verdict = Verdict.WRONG_ANSWER if diagnosis else Verdict.ACCEPTED
    return answered(CODE, None, Submission(kind=SubmissionKind.SUBMIT, verdict=verdict, report=report))


def test_code_and_one_choice_name_a_misconception_and_either_alone_does_not() -> None:
    item = offering(BATCH_STATISTICS)[0]
    (belief,) = [b for b in beliefs.read([chose(item, "I01"), wrote("I01")]) if b.id == "I01"]
    assert (belief.named, belief.in_concepts, belief.in_code) == (True, True, True)
    assert belief.title == CATALOGUE["I01"].title
    assert [one.shows for one in belief.evidence] == [True, True]
    (alone,) = [b for b in beliefs.read([wrote("I01")]) if b.id == "I01"]
    assert (alone.named, alone.in_code) == (False, True)
    assert beliefs.read([chose(item, "I01")]) == []


def test_choices_say_nothing_before_keys_may_be_shown() -> None:
    item = offering(BATCH_STATISTICS)[0]
    (belief,) = beliefs.read([chose(item, "I01", key=False), wrote("I01")])
    assert [one.kind for one in belief.evidence] == ["code"]
    assert not belief.named


def test_an_option_that_was_mended_into_a_key_is_no_evidence() -> None:
    item = offering(BATCH_STATISTICS)[0]
    (option,) = [one.id for one in item.options if one.misconception == "I01"]
    mended = answered(item, {"choice": option})
    mended = Answered(mended.place, item, mended.response, [], frozenset([option]))
    assert not [b for b in beliefs.read([mended, wrote("I01")]) if b.in_concepts]


def test_only_the_last_submission_counts_and_an_unanswered_item_says_nothing() -> None:
    assert isinstance(CODE, Coding)
    first, last = wrote("I01").submissions + wrote(None).submissions
    assert beliefs.read([answered(CODE, None, first, last)]) == []
    item = offering(BATCH_STATISTICS)[0]
    (belief,) = beliefs.read([answered(item, None), wrote("I01")])
    assert len(belief.evidence) == 1


def test_a_contradiction_between_words_and_code_is_asked_about_first() -> None:
    item = offering(BATCH_STATISTICS)[0]
    right_then_wrong = interview.questions(beliefs.read([chose(item, None), wrote("I01")]))
    asked = {question.misconception: question for question in right_then_wrong}
    assert asked["I01"].kind == "writes_otherwise"
    assert item.title in asked["I01"].why
    assert CODE.title in asked["I01"].why
    wrong_then_right = interview.questions(beliefs.read([chose(item, "I01"), wrote(None)]))
    assert [question.kind for question in wrong_then_right] == ["says_otherwise"]
    agree = interview.questions(beliefs.read([chose(item, "I01"), wrote("I01")]))
    assert [question.kind for question in agree] == ["believes"]


def test_every_misconception_of_the_bank_has_one_question() -> None:
    _, ask = catalogue()
    assert ask.keys() == BANK.misconceptions.keys()
    listed = [name for group in _groups() for name in group]
    assert len(listed) == len(set(listed))


def _groups() -> list[list[str]]:
    text = files("app.reports").joinpath("interview.yaml").read_text(encoding="utf-8")
    return [group["for"] for group in yaml.safe_load(text)["ask"]]
