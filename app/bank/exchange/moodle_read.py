"""Moodle XML as questions: multichoice, and essays that carry a rubric of ours."""

from base64 import b64decode
from typing import Any, get_args
from xml.etree.ElementTree import Element

from app.bank.exchange.guide import read_guide
from app.bank.exchange.markdown import elements, from_element, from_html
from app.bank.exchange.moodle_write import ATTACHED
from app.bank.exchange.options import Choice, choice_fields
from app.bank.exchange.question import CannotHold, Incoming, Refused
from app.bank.exchange.sources import read_sources
from app.bank.exchange.tags import read_tags
from question_bank.image import references
from question_bank.tags import Subtopic

DRAWN = "an item here draws its numbers by variant.py, `bn-assess bank new numeric` writes a beginning"
# What the other types ask for, where that is not plain from the name.
ASKS = {
    "truefalse": "two options, and an item here has three to eight",
    "shortanswer": "a word, which no key can be sure of",
    "numerical": f"a number that is the same for everybody: {DRAWN}",
    "calculated": f"a number drawn by formulas of Moodle's: {DRAWN}",
    "calculatedsimple": f"a number drawn by formulas of Moodle's: {DRAWN}",
    "description": "nothing: it is a text between questions",
    "random": "another question of its category",
}


def read_quiz(root: Element) -> list[Incoming]:
    """Return the questions of a `quiz`, in order."""
    found = []
    subtopic = ""
    for number, question in enumerate(root.iter("question"), start=1):
        kind = question.get("type", "")
        if kind == "category":
            last = _plain(question, "category").rpartition("/")[2]
            subtopic = last if last in get_args(Subtopic) else ""
            continue
        found.append(_question(question, kind, subtopic, number))
    if not found:
        raise Refused("the quiz holds no question.")
    return found


def _question(question: Element, kind: str, subtopic: str, number: int) -> Incoming:
    title = _plain(question, "name")
    name = (question.findtext("idnumber") or "").strip() or title or f"question {number}"
    tags = [_plain_text(tag) for tag in question.iterfind("tags/tag")]
    fields, misconceptions, foreign = read_tags(tags)
    notes = [f"the tag {tag!r} says nothing here" for tag in foreign]
    lost: set[str] = set()
    data: dict[str, Any] = {**fields, "id": name, "title": title or name}
    if subtopic:
        data["subtopic"] = subtopic
    grade = question.findtext("defaultgrade") or ""
    if grade.replace(".", "", 1).isdecimal() and float(grade).is_integer():
        data["points"] = int(float(grade))
    elif grade:
        notes.append(f"the grade {grade} is no whole number of points")
    try:
        data["prompt"], drawings = _with_drawings(question.find("questiontext"), lost)
        if drawings:
            data["images"] = drawings
        read_sources(_markdown(question.find("generalfeedback"), lost), data, notes)
        match kind:
            case "multichoice":
                data |= _choice(question, misconceptions, notes, lost)
            case "essay":
                data |= _essay(question, data, lost)
            case _:
                raise CannotHold(f"a {kind} question asks for {ASKS.get(kind, 'what no item here takes')}")
    except CannotHold as cannot:
        return Incoming(name, data, tuple(notes), str(cannot))
    notes += [f"{what} left behind" for what in sorted(lost)]
    return Incoming(name, data, tuple(notes))


def _choice(
    question: Element, misconceptions: dict[str, str], notes: list[str], lost: set[str]
) -> dict[str, Any]:
    single = (question.findtext("single") or "true").strip().lower() in ("true", "1")
    if (question.findtext("shuffleanswers") or "").strip().lower() not in ("true", "1"):
        notes.append("the order of its options was fixed; here every candidate gets another")
    shares = [_share(answer) for answer in question.iterfind("answer")]
    choices = []
    for at, (answer, share) in enumerate(zip(question.iterfind("answer"), shares, strict=True)):
        letter = chr(ord("a") + at)
        key = share == 100 if single else share > 0
        rationale = _markdown(answer.find("feedback"), lost)
        text, misconception = _markdown(answer, lost), misconceptions.get(letter)
        choices.append(Choice(text, key, rationale, misconception, share / 100))
    notes += [
        f"its {name} is left behind: candidates get none here"
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint")
        if _markdown(question.find(name), set())
    ]
    return choice_fields(choices, single=single, notes=notes)


def _essay(question: Element, data: dict[str, Any], lost: set[str]) -> dict[str, Any]:
    if data.get("task"):
        return {"type": "coding"}
    info = question.findtext("graderinfo/text") or ""
    guide = read_guide(elements(info), lost)
    if guide is None:
        raise CannotHold(
            "an essay is scored here by a rubric with levels, which it does not have; "
            "`bn-assess bank new written` writes a beginning"
        )
    return {"type": "written", **guide}


def _share(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def _markdown(holder: Element | None, lost: set[str]) -> str:
    """Return the text of an element in Markdown, from whichever format it is in."""
    if holder is None:
        return ""
    text = holder.findtext("text") or ""
    match holder.get("format", "html"):
        case "markdown":
            return text.strip()
        case "plain_text":
            paragraph = Element("p")
            paragraph.text = text
            return from_element(paragraph, lost)
    return from_html(text, lost)


def _with_drawings(holder: Element | None, lost: set[str]) -> tuple[str, dict[str, str]]:
    """Return a text, and the drawings among its files; whether these are harmless, the item says."""
    if holder is None or holder.get("format", "html") != "html":
        return _markdown(holder, lost), {}
    held = {file.get("name", ""): _text(file) for file in holder.iterfind("file")}
    root = elements(holder.findtext("text") or "")
    for image in root.iter("img"):
        name = image.get("src", "").removeprefix(ATTACHED)
        image.set("src", name if held.get(name) else "")
    prompt = from_element(root, lost)
    shown = {name: held[name] for name, _ in references(prompt) if name in held}
    if shown.keys() < held.keys():
        lost.add("a file")
    return prompt, shown


def _text(file: Element) -> str:
    """Return what a file inside a question says, or nothing where it is no text."""
    try:
        return b64decode(file.text or "", validate=True).decode("utf-8-sig").strip("\n")
    except ValueError:
        return ""


def _plain(parent: Element, name: str) -> str:
    holder = parent.find(name)
    return "" if holder is None else _plain_text(holder)


def _plain_text(holder: Element) -> str:
    return " ".join((holder.findtext("text") or "").split())
