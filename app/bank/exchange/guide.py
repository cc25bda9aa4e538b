"""What reviewers of a written item read, as XHTML under headings: of use anywhere, and read back here."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from app.bank.exchange.markdown import from_element, local
from question_bank import Written

RUBRIC, MODEL_ANSWER, EXEMPLARS, ERRORS = "Rubric", "Model answer", "Exemplars of", "Common errors"


def write_guide(item: Written, render: Callable[[str], Element]) -> Element:
    """Return rubric, model answer, exemplars and common errors as one `div`; `render` reads Markdown."""
    guide = Element("div")
    _heading(guide, "h2", RUBRIC)
    for criterion in item.rubric:
        _heading(guide, "h3", f"{criterion.id}: {criterion.title}")
        _levels(guide, [(level.points, level.description) for level in criterion.levels], render)
    _heading(guide, "h2", MODEL_ANSWER)
    guide.extend(render(item.model_answer))
    _heading(guide, "h2", f"{EXEMPLARS} {item.exemplars.criterion}")
    _levels(guide, [(passage.points, passage.text) for passage in item.exemplars.passages], render)
    _heading(guide, "h2", ERRORS)
    for error in item.common_errors:
        _heading(guide, "h3", error.misconception)
        guide.extend(render(error.description))
    return guide


def read_guide(guide: Element, lost: set[str]) -> dict[str, Any] | None:
    """Return the fields that `write_guide` wrote, or None where this is some other text."""
    rubric: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    fields: dict[str, Any] = {"rubric": rubric, "common_errors": errors}
    part = ""
    answer, error = Element("div"), Element("div")
    for child in guide:
        name, text = local(child), "".join(child.itertext()).strip()
        if name == "h2":
            part = text
        elif part == RUBRIC and name == "h3":
            identifier, _, title = text.partition(": ")
            rubric.append({"id": identifier, "title": title, "levels": []})
        elif part == RUBRIC and name == "table" and rubric:
            rubric[-1]["levels"] = [
                {"points": points, "description": said} for points, said in _read_levels(child, lost)
            ]
        elif part == MODEL_ANSWER:
            answer.append(child)
        elif part.startswith(EXEMPLARS) and name == "table":
            passages = [{"points": points, "text": said} for points, said in _read_levels(child, lost)]
            fields["exemplars"] = {"criterion": part.removeprefix(EXEMPLARS).strip(), "passages": passages}
        elif part == ERRORS and name == "h3":
            error = Element("div")
            errors.append({"misconception": text, "description": error})
        elif part == ERRORS:
            error.append(child)
    for found in errors:
        found["description"] = from_element(found["description"], lost)
    fields["model_answer"] = from_element(answer, lost)
    return fields if rubric and "exemplars" in fields else None


def _heading(guide: Element, name: str, text: str) -> None:
    SubElement(guide, name).text = text


def _levels(guide: Element, rows: list[tuple[int, str]], render: Callable[[str], Element]) -> None:
    body = SubElement(SubElement(guide, "table"), "tbody")
    for points, text in rows:
        row = SubElement(body, "tr")
        SubElement(row, "td").text = str(points)
        SubElement(row, "td").extend(render(text))


def _read_levels(table: Element, lost: set[str]) -> list[tuple[int, str]]:
    levels = []
    for row in table.iter():
        cells = [cell for cell in row if local(cell) == "td"] if local(row) == "tr" else []
        points = "".join(cells[0].itertext()).strip() if cells else ""
        if len(cells) == 2 and points.isascii() and points.isdigit() and len(points) < 4:
            levels.append((int(points), from_element(cells[1], lost)))
    return levels
