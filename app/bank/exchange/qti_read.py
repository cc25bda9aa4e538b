"""QTI 3.0 and 2.x items as questions: one reader, since 2.x differs in names and not in what they mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import Element

from app.bank.exchange.guide import read_guide
from app.bank.exchange.markdown import from_element, local
from app.bank.exchange.opening import read_xml
from app.bank.exchange.options import Choice, choice_fields
from app.bank.exchange.question import CannotHold, Incoming, Refused
from app.bank.exchange.tags import read_tags
from question_bank.image import NAME, in_words, references

ITEM_TYPE = re.compile(r"imsqti_item_xmlv(2p[0-9]|3p0)$")
TEST_TYPE = re.compile(r"imsqti_(test|section)_xmlv")
CODE = {"variant.py": "variant", "verify.py": "verify"}
AUTHORS = {
    "rubric-block",
    "modal-feedback",
    "feedback-block",
    "feedback-inline",
    "stylesheet",
    "template-block",
}


def read_package(files: Mapping[str, bytes], name: str) -> tuple[list[Incoming], list[str]]:
    """Return the items of a package in the order of its manifest, and what else it holds."""
    if "imsmanifest.xml" not in files:
        raise Refused(f"{name} has no imsmanifest.xml at its top: it is no QTI package.")
    manifest = read_xml(files["imsmanifest.xml"], "imsmanifest.xml")
    found: list[Incoming] = []
    other: list[str] = []
    for resource in _all(manifest, "resource"):
        kind, href = resource.get("type", ""), resource.get("href", "")
        if TEST_TYPE.match(kind):
            other.append(f"the test {href}: what is drawn here says a blueprint, see docs/authoring.md")
        if not ITEM_TYPE.match(kind):
            continue
        if href not in files:
            raise Refused(f"the manifest of {name} names {href!r}, which the package does not hold.")
        keywords = ["".join(keyword.itertext()).strip() for keyword in _all(resource, "keyword")]
        sources = [
            "".join(description.itertext()).strip()
            for relation in _all(resource, "relation")
            for description in _all(relation, "description")
        ]
        folder = href.rpartition("/")[0]
        code = {
            field: _code(files[path], path)
            for file, field in CODE.items()
            if (path := f"{folder}/{file}".lstrip("/")) in files
        }
        drawings = {
            name: _code(data, path)
            for path, data in files.items()
            if path.rpartition("/")[0] == folder and re.match(NAME, name := path.rpartition("/")[2])
        }
        root = read_xml(files[href], href)
        found.append(read_item(root, keywords=keywords, sources=sources, code=code, drawings=drawings))
    if not found:
        raise Refused(f"the manifest of {name} names no QTI 2.x or 3.0 items.")
    return found, other


def read_item(
    root: Element,
    *,
    keywords: Sequence[str] = (),
    sources: Sequence[str] = (),
    code: Mapping[str, str] | None = None,
    drawings: Mapping[str, str] | None = None,
) -> Incoming:
    """Return one `assessment-item`; `keywords` and `sources` are what its manifest says of it.

    `drawings` are the SVG files beside it; those that the prompt shows go along.
    """
    name = root.get("identifier") or root.get("title") or "item"
    fields, misconceptions, foreign = read_tags(keywords)
    notes = [f"the keyword {keyword!r} says nothing here" for keyword in foreign]
    data: dict[str, Any] = {**fields, "id": name, "title": root.get("title") or name, **(code or {})}
    if sources:
        data["sources"] = list(sources)
    try:
        _read_body(root, data, misconceptions, notes, drawings or {})
    except CannotHold as cannot:
        return Incoming(name, data, tuple(notes), str(cannot))
    return Incoming(name, data, tuple(notes))


def _read_body(
    root: Element,
    data: dict[str, Any],
    misconceptions: Mapping[str, str],
    notes: list[str],
    drawings: Mapping[str, str],
) -> None:
    body = next(_all(root, "item-body"), None)
    interactions = [] if body is None else [one for one in body.iter() if local(one).endswith("-interaction")]
    if body is None or len(interactions) != 1:
        kinds = ", ".join(local(one) for one in interactions) or "none"
        raise CannotHold(f"an item here asks one thing; this has {len(interactions)} interactions ({kinds})")
    if root.get("adaptive") == "true":
        raise CannotHold("it adapts to what was answered before")
    (interaction,) = interactions
    lost: set[str] = set()
    data["prompt"] = _prompt(body, interaction, lost)
    shown = {name for name, _ in references(data["prompt"])}
    if shown <= drawings.keys():
        data |= {"images": {name: drawings[name] for name in sorted(shown)}} if shown else {}
    else:
        lost.add("img")
        data["prompt"] = in_words(data["prompt"])
    points = _points(root)
    if points is not None:
        data["points"] = points
    match local(interaction):
        case "choice-interaction":
            data |= _choice(root, interaction, misconceptions, notes, lost)
        case "text-entry-interaction":
            data |= _numeric(root, data)
        case "extended-text-interaction":
            data |= _prose(body, data, lost)
        case kind:
            raise CannotHold(f"a {kind} asks for what no item here takes: a choice, a number, prose or code")
    notes += [f"{what} left behind" for what in sorted(lost)]


def _prompt(body: Element, interaction: Element, lost: set[str]) -> str:
    """Return all that a candidate reads but the interaction's own options, in order."""
    at = [one for one in body.iter() if local(one).endswith("-interaction")].index(interaction)
    copy = deepcopy(body)
    own = [one for one in copy.iter() if local(one).endswith("-interaction")][at]
    prompt = next(_all(own, "prompt"), None)
    own[:] = []
    own.text = None
    if local(own) == "text-entry-interaction":
        own.tail = None  # the unit, which has a field of its own
    own.tag = "div"
    if prompt is not None:
        prompt.tag, prompt.tail = "div", None
        own.append(prompt)
    for parent in list(copy.iter()):
        for child in list(parent):
            if local(child) in AUTHORS and "candidate" not in child.get("view", ""):
                parent.remove(child)
    return from_element(copy, lost)


def _choice(
    root: Element, interaction: Element, misconceptions: Mapping[str, str], notes: list[str], lost: set[str]
) -> dict[str, Any]:
    declaration = _declaration(root, interaction)
    single = declaration.get("cardinality") == "single"
    if declaration.get("cardinality") == "ordered":
        raise CannotHold("the order of the answers counts")
    earned = _weights(declaration)
    best = max((weight for weight in earned.values()), default=0.0)
    keys = set(_values(declaration, "correct-response")) or {
        name for name, weight in earned.items() if (weight == best if single else weight) and weight > 0
    }
    whole = sum(weight for weight in earned.values() if weight > 0) if not single else best
    if interaction.get("shuffle") != "true":
        notes.append("the order of its options was fixed; here every candidate gets another")
    said = _feedback(root)
    choices = []
    for place, option in enumerate(_all(interaction, "simple-choice")):
        name = option.get("identifier", "")
        rationale = said.pop(name, "")
        for inner in list(_all(option, "feedback-inline")):
            rationale = rationale or from_element(inner, lost)
        copy = deepcopy(option)
        for parent in list(copy.iter()):
            for child in list(parent):
                if local(child) == "feedback-inline":
                    parent.remove(child)
        letter = chr(ord("a") + place)
        text = from_element(copy, lost)
        weight = earned.get(name, 0.0) / whole if whole else None
        choices.append(Choice(text, name in keys, rationale, misconceptions.get(letter), weight))
    notes += [f"the feedback {name!r} belongs to no option and is left behind" for name in said]
    return choice_fields(choices, single=single, notes=notes)


def _numeric(root: Element, data: Mapping[str, Any]) -> dict[str, Any]:
    if "variant" not in data:
        raise CannotHold(
            "a number that is the same for everybody can be passed on: an item here draws it, "
            "`bn-assess bank new numeric` writes a beginning"
        )
    wrong = [{"misconception": name, "rationale": text} for name, text in _feedback(root).items()]
    return {"type": "numeric", "wrong_answers": wrong}


def _prose(body: Element, data: Mapping[str, Any], lost: set[str]) -> dict[str, Any]:
    if data.get("task"):
        return {"type": "coding"}
    for block in _all(body, "rubric-block"):
        content = next(_all(block, "content-body"), block)
        if "scorer" in block.get("view", "") and (guide := read_guide(content, lost)):
            return {"type": "written", **guide}
    raise CannotHold(
        "an essay is scored here by a rubric with levels, which it does not have; "
        "`bn-assess bank new written` writes a beginning"
    )


def _feedback(root: Element) -> dict[str, str]:
    """Return what is said of each answer, by its identifier."""
    lost: set[str] = set()
    return {
        feedback.get("identifier", ""): from_element(feedback, lost)
        for feedback in _all(root, "modal-feedback")
    }


def _declaration(root: Element, interaction: Element) -> Element:
    wanted = interaction.get("response-identifier") or interaction.get("responseIdentifier")
    for declaration in _all(root, "response-declaration"):
        if declaration.get("identifier") == wanted:
            return declaration
    raise CannotHold(f"it declares no response {wanted!r}")


def _weights(declaration: Element) -> dict[str, float]:
    return {
        entry.get("map-key") or entry.get("mapKey") or "": _number(
            entry.get("mapped-value") or entry.get("mappedValue")
        )
        for entry in _all(declaration, "map-entry")
    }


def _values(element: Element, inside: str) -> Iterator[str]:
    for part in _all(element, inside):
        for value in _all(part, "value"):
            yield "".join(value.itertext()).strip()


def _points(root: Element) -> int | None:
    """Return what the item says is the most it can earn, if it is whole."""
    for outcome in _all(root, "outcome-declaration"):
        if outcome.get("identifier") == "MAXSCORE":
            most = _number(next(_values(outcome, "default-value"), None))
            return int(most) if most.is_integer() and most >= 1 else None
    return None


def _number(text: str | None) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def _code(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8").strip("\n")
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not UTF-8: {error}.") from error


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if local(one) == name)
