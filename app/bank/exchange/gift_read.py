"""GIFT as questions: Moodle's text format, with markup, weights, feedback, and tags in comments."""

import re
from typing import Any, get_args

from app.bank.exchange.gift import split, unescape
from app.bank.exchange.markdown import from_html
from app.bank.exchange.options import Choice, choice_fields
from app.bank.exchange.question import CannotHold, Incoming, Refused
from app.bank.exchange.sources import read_sources
from app.bank.exchange.tags import read_tags
from question_bank.tags import Subtopic

CATEGORY = re.compile(r"^\$CATEGORY:\s*(.+)$")
TAG = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)+)\]")
TITLE = re.compile(r"^::((?:[^\\:]|\\.|:(?!:))+?)::", re.DOTALL)
FORMAT = re.compile(r"^\s*\[(html|markdown|plain|moodle)\]")
WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")


def read_gift(text: str, name: str) -> list[Incoming]:
    """Return the questions of a GIFT file, in order; a blank line ends a question."""
    found: list[Incoming] = []
    subtopic = ""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").lstrip("\ufeff")):
        lines = []
        comments = []
        for line in block.strip().split("\n"):
            if category := CATEGORY.match(line.strip()):
                last = category[1].strip().rpartition("/")[2]
                subtopic = last if last in get_args(Subtopic) else ""
            elif line.lstrip().startswith("//"):
                comments.append(line)
            else:
                lines.append(line)
        body = "\n".join(lines).strip()
        if body:
            found.append(_question(body, "\n".join(comments), subtopic, len(found) + 1))
    if "{" not in text:
        raise Refused(f"{name} holds no GIFT question.")
    return found


def _question(body: str, comments: str, subtopic: str, number: int) -> Incoming:
    said = [(kind, re.sub(r"\\(.)", r"\1", value).strip()) for kind, value in TAG.findall(comments)]
    fields, misconceptions, foreign = read_tags(value for kind, value in said if kind == "tag")
    notes = [f"the tag {tag!r} says nothing here" for tag in foreign]
    title = ""
    if found := TITLE.match(body):
        title, body = unescape(found[1]), body[found.end() :]
    name = next((value for kind, value in said if kind == "id"), "") or title or f"question {number}"
    data: dict[str, Any] = {**fields, "id": name, "title": title or f"Question {number}"}
    if subtopic:
        data["subtopic"] = subtopic
    try:
        _read_body(body, data, misconceptions, notes)
    except CannotHold as cannot:
        return Incoming(name, data, tuple(notes), str(cannot))
    return Incoming(name, data, tuple(notes))


def _read_body(body: str, data: dict[str, Any], misconceptions: dict[str, str], notes: list[str]) -> None:
    parts = split(body, "{}")
    if [mark for mark, _ in parts] == [""]:
        raise CannotHold("a text without answers is a description, not a question")
    if [mark for mark, _ in parts] != ["", "{", "}"]:
        raise CannotHold("its braces { } do not enclose one list of answers")
    before, answers, after = (text for _, text in parts)
    markup = (FORMAT.match(before) or ["", "moodle"])[1]
    before = FORMAT.sub("", before)
    lost: set[str] = set()
    blank = " _____ " if after.strip() else ""
    data["prompt"] = _markdown(before.rstrip() + blank + after.strip(), markup, lost)
    answers, _, feedback = _general_feedback(answers)
    if feedback.strip():
        read_sources(_markdown(feedback, markup, lost), data, notes)
    if data.get("type") == "coding" and not answers.strip():
        return
    data |= _choice(answers, markup, misconceptions, notes, lost)
    notes += [f"{what} left behind" for what in sorted(lost)]


def _choice(
    answers: str, markup: str, misconceptions: dict[str, str], notes: list[str], lost: set[str]
) -> dict[str, Any]:
    inside = answers.strip()
    if not inside:
        raise CannotHold("an essay is scored here by a rubric with levels, which GIFT does not hold")
    if inside.startswith("#"):
        raise CannotHold("a number that is the same for everybody; an item here draws it")
    if re.fullmatch(r"(TRUE|FALSE|T|F)(\s*#.*)?", inside, re.DOTALL):
        raise CannotHold("it has two options, true and false; an item here has 3 to 8")
    given = split(inside, "=~")[1:]
    if any(len(re.findall(r"(?<!\\)->", text)) for _, text in given):
        raise CannotHold("matching pairs: items here are choices, numbers, prose and code")
    if given and all(mark == "=" for mark, _ in given):
        raise CannotHold("a word to be typed, which no key can be sure of")
    single = any(mark == "=" for mark, _ in given)
    choices = []
    for at, (mark, text) in enumerate(given):
        weight = WEIGHT.match(text.strip())
        share = float(weight[1]) / 100 if weight else 1.0 if mark == "=" else 0.0
        (_, option), *why = split(text.strip()[weight.end() :] if weight else text, "#")
        choices.append(
            Choice(
                _markdown(option, markup, lost),
                mark == "=" if single else share > 0,
                _markdown("".join(said for _, said in why), markup, lost),
                misconceptions.get(chr(ord("a") + at)),
                share,
            )
        )
    return choice_fields(choices, single=single, notes=notes)


def _general_feedback(answers: str) -> tuple[str, str, str]:
    found = re.search(r"(?<!\\)####", answers)
    return (answers[: found.start()], "####", answers[found.end() :]) if found else (answers, "", "")


def _markdown(text: str, markup: str, lost: set[str]) -> str:
    plain = unescape(text)
    return plain if markup == "markdown" else from_html(plain, lost)
