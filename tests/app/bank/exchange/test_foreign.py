"""Files as other makers write them: QTI 3.0 and 2.x, Moodle XML, GIFT."""

import io
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from app.bank.exchange.importing import Step, plan
from app.bank.exchange.reading import read
from question_bank import MultipleChoice, SingleChoice

FIXTURES = Path(__file__).parent / "fixtures"
ASSUMED: dict[str, Any] = {
    "subtopic": "performance-impact",
    "difficulty": 2,
    "points": 1,
    "expected_time_s": 90,
    "applications": ["accuracy"],
    "roles": ["data-scientist"],
}


def steps_of(data: bytes) -> list[Step]:
    return plan(read(data, "file").questions, {}, ASSUMED)


def one(fixture: str) -> Step:
    (step,) = steps_of((FIXTURES / fixture).read_bytes())
    return step


def test_a_qti_3_item_with_one_key_becomes_a_single_choice_item() -> None:
    step = one("qti3_choice_single.xml")
    assert isinstance(step.item, SingleChoice)
    assert step.item.prompt == (
        "A sign in a station says:\n\n> **Bags left alone will be taken away.**\n\nWhat does it ask of you?"
    )
    assert [(option.id, option.text, option.key) for option in step.item.options] == [
        ("a", "You must stay with your bag at *all* times.", False),
        ("b", "Do not let somebody else watch over it.", True),
        ("c", "Keep it in sight & within `reach`.", False),
    ]
    assert (step.item.id, step.item.title, step.item.status) == ("left-luggage", "Left luggage", "draft")
    assert any("order of its options was fixed" in note for note in step.notes)
    assert any("assumed" in note and "difficulty 2" in note for note in step.notes)


def test_a_qti_3_item_with_a_mapping_becomes_a_multiple_choice_item() -> None:
    step = one("qti3_choice_multiple.xml")
    assert isinstance(step.item, MultipleChoice)
    assert (step.item.keys, step.item.points) == (["a", "d"], 2)
    assert any("own weights" in note for note in step.notes)


def test_qti_2_names_mean_the_same_and_feedback_becomes_rationales() -> None:
    step = one("qti21_feedback.xml")
    assert isinstance(step.item, SingleChoice)
    assert step.item.prompt == (
        "[A board with three pieces]\n\nThe area is r times\ntwo.\n\nWhich move is **best**?"
    )
    assert [option.text for option in step.item.options] == ["The first", "The second", "The third"]
    assert [option.rationale for option in step.item.options] == ["It wins a piece.", "It *loses* one.", ""]
    assert {"img left behind", "MathML without TeX left behind"} <= set(step.notes)


def test_a_package_of_qti_2_tells_of_every_file_what_becomes_of_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, fixture in (
            ("imsmanifest.xml", "qti22_manifest.xml"),
            ("items/feedback.xml", "qti21_feedback.xml"),
            ("items/match.xml", "qti22_match.xml"),
        ):
            package.writestr(name, (FIXTURES / fixture).read_bytes())
        package.writestr("images/board.png", b"\x89PNG")
    found = read(out.getvalue(), "x.zip")
    assert found.other == ("the test test.xml: what is drawn here says a blueprint, see docs/authoring.md",)
    first, second = plan(found.questions, {}, ASSUMED)
    assert first.act == "new"
    assert "the keyword 'chess' says nothing here" in first.notes
    assert (second.act, second.name) == ("refused", "match")
    assert "match-interaction" in second.reason


def test_moodle_questions_become_items_or_say_why_not() -> None:
    steps = {step.name: step for step in steps_of((FIXTURES / "moodle.xml").read_bytes())}
    paris = steps["Geo_1"]
    assert isinstance(paris.item, SingleChoice)
    assert (paris.item.id, paris.item.title) == ("geo-1", "Capital of France")
    assert paris.item.subtopic == "batch-statistics"
    assert paris.item.prompt == "Which town is the **capital** of France?\n\nChoose one; 3 < 4."
    assert [(one.text, one.key, one.rationale) for one in paris.item.options] == [
        ("Paris", True, "Yes."),
        ("Versailles", False, "It was, for a time."),
        ("Lyon", False, ""),
    ]
    notes = " ".join(paris.notes)
    for said in ("geography", "general feedback", "correctfeedback", "own weights"):
        assert said in notes
    even = steps["Even numbers"]
    assert isinstance(even.item, MultipleChoice)
    assert (even.item.keys, even.item.points) == (["a", "b"], 2)
    assert even.item.prompt == "Which are *even*?\n\n- two of them\n- not three"
    assert not any("weights" in note for note in even.notes)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Sky", "two options"),
        ("Capital, typed", "a word"),
        ("Pi", "draws its numbers"),
        ("Animals", "a matching question"),
        ("Explain", "rubric"),
        ("Gaps", "a cloze question"),
        ("Read this", "text between questions"),
    ],
)
def test_a_moodle_question_that_is_no_item_says_why(name: str, reason: str) -> None:
    steps = {step.name: step for step in steps_of((FIXTURES / "moodle.xml").read_bytes())}
    assert steps[name].act == "refused"
    assert reason in steps[name].reason


def moodle_with(file: str, text: str) -> Step:
    """A Moodle question whose text shows a file."""
    answers = "".join(f"<answer fraction='{s}'><text>{s}</text></answer>" for s in (100, 0, -1))
    (step,) = steps_of(
        (
            "<quiz><question type='multichoice'><name><text>Plot</text></name>"
            "<questiontext format='html'><text>"
            '&lt;p&gt;See &lt;img src="@@PLUGINFILE@@/loss.svg" alt="a curve"&gt;&lt;/p&gt;</text>'
            f"<file name='{file}' path='/' encoding='base64'>{text}</file></questiontext>"
            f"{answers}</question></quiz>"
        ).encode()
    )
    return step


def test_a_drawing_comes_along_and_a_hostile_one_stops_its_question() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
    held = moodle_with("loss.svg", b64encode(drawing.encode()).decode())
    assert held.item is not None
    assert (held.item.prompt, held.item.images) == ("See ![a curve](loss.svg)", {"loss.svg": drawing})
    for hostile in ("<script>alert(1)</script>", '<image href="http://x/"/>', '<rect onload="x"/>'):
        harmful = drawing.replace('<rect width="1" height="1"/>', hostile)
        assert moodle_with("loss.svg", b64encode(harmful.encode()).decode()).act == "refused"


@pytest.mark.parametrize(
    ("file", "text"), [("loss.svg", "!!!"), ("loss.png", "AAAA"), ("../loss.svg", "AAAA")]
)
def test_a_file_that_is_no_drawing_is_left_behind(file: str, text: str) -> None:
    step = moodle_with(file, text)
    assert step.item is not None
    assert (step.item.prompt, step.item.images) == ("See [a curve]", {})
    assert {"a file left behind", "img left behind"} <= set(step.notes)


def test_gift_questions_become_items() -> None:
    steps = {step.name: step for step in steps_of((FIXTURES / "documentation.gift").read_bytes())}
    colour = steps["Q2"].item
    assert isinstance(colour, SingleChoice)
    assert colour.prompt == "What lies between orange and green in the spectrum: name it."
    assert [(one.text, one.key, one.rationale) for one in colour.options] == [
        ("yellow", True, "right; good"),
        ("red", False, "wrong, it is yellow"),
        ("blue", False, "wrong, it is yellow"),
    ]
    blank = steps["town/1"].item
    assert isinstance(blank, SingleChoice)
    assert blank.prompt == "Two plus \\_\\_\\_\\_\\_ equals four."
    assert (blank.id, blank.difficulty, blank.subtopic) == ("town-1", 3, "training-stability")
    tomb = steps["Grant's tomb"].item
    assert isinstance(tomb, MultipleChoice)
    assert (tomb.prompt, tomb.keys) == ("Who is buried {here}?", ["b", "c"])
    nazareth = steps["Jesus"]
    assert isinstance(nazareth.item, SingleChoice)
    assert nazareth.item.keys == ["d"]
    assert any("own weights" in note for note in nazareth.notes)
    assert any("general feedback" in note for note in nazareth.notes)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Q1", "true and false"),
        ("Q4", "matching pairs"),
        ("Q5", "a number"),
        ("Q6", "rubric"),
        ("question 8", "a word"),
        ("question 10", "description"),
    ],
)
def test_a_gift_question_that_is_no_item_says_why(name: str, reason: str) -> None:
    steps = {step.name: step for step in steps_of((FIXTURES / "documentation.gift").read_bytes())}
    assert steps[name].act == "refused"
    assert reason in steps[name].reason


def test_an_unclosed_gift_question_is_told_and_not_guessed() -> None:
    first, second = steps_of(b"One { =a ~b ~c\n\nTwo { =a ~b ~c }\n")
    assert (first.act, second.act) == ("refused", "new")
    assert "braces" in first.reason
