"""Images of items: SVG drawings of plain shapes and text, with nothing in them that could act or load.

What is not on the white-list is refused wherever an image enters an item, from a file or by import, so that
no version of an item can hold a hostile one.
"""

import re
from collections.abc import Callable
from typing import Annotated
from xml.parsers import expat

from pydantic import AfterValidator, StringConstraints

MAX_CHARACTERS = 200_000
NAMESPACE = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    {"svg", "title", "desc", "g", "path", "polyline", "line", "rect", "circle", "text", "tspan"}
)
PLACES = "viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx d points transform"
PAINT = "fill fill-opacity stroke stroke-width stroke-dasharray stroke-linejoin stroke-linecap stroke-opacity"
LETTERS = "font-family font-size font-weight text-anchor role"
ATTRIBUTES = frozenset(f"{PLACES} {PAINT} {LETTERS}".split())
PLAIN = re.compile(r"[^<>&:\\]*")  # no address, and no url(...) of one, can be written without a colon
REFERENCE = re.compile(r"(!\[[^\]]*\]\()([^)\s]+)(\))")


class SvgRefused(Exception):
    """The drawing holds what it may not, or is none; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def check_svg(text: str) -> str:
    """Return a harmless drawing as it came; raise SvgRefused for anything else."""
    if len(text) > MAX_CHARACTERS:
        raise SvgRefused(1, f"the drawing has {len(text)} characters, more than {MAX_CHARACTERS}")
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(reason: str) -> None:
        raise SvgRefused(parser.CurrentLineNumber, reason)

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace != NAMESPACE or local not in ELEMENTS:
            refuse(f"the element {local} is not drawn")
        for attribute, value in attributes.items():
            if attribute not in ATTRIBUTES or ("(" in value and attribute != "transform"):
                refuse(f"the attribute {attribute} of {local} is not taken")
            if not PLAIN.fullmatch(value):
                refuse(f"the value of {attribute} holds a sign that no drawing needs")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = lambda *_: refuse("a document type is not taken")
    parser.ProcessingInstructionHandler = lambda *_: refuse("a processing instruction is not taken")
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise SvgRefused(error.lineno, f"not well-formed XML: {expat.ErrorString(error.code)}") from error
    if not text.lstrip().startswith("<svg"):
        raise SvgRefused(1, "a drawing begins with <svg")
    return text


def _checked(text: str) -> str:
    try:
        return check_svg(text)
    except SvgRefused as refused:
        raise ValueError(f"line {refused.line}: {refused}") from refused


NAME = r"^[a-z0-9]+(-[a-z0-9]+)*\.svg$"
ImageName = Annotated[str, StringConstraints(pattern=NAME, max_length=60)]
Svg = Annotated[str, AfterValidator(_checked)]


def references(markdown: str) -> list[tuple[str, int]]:
    """Return the target of each Markdown image and the line it stands on, from 1."""
    return [(found[2], markdown.count("\n", 0, found.start()) + 1) for found in REFERENCE.finditer(markdown)]


def in_words(markdown: str) -> str:
    """Return the text with each image replaced by the words for it."""
    return REFERENCE.sub(lambda found: f"[{found[1][2:-2]}]", markdown)


def with_addresses(markdown: str, address: Callable[[str], str]) -> str:
    """Return the text with the target of each image replaced by its address."""
    return REFERENCE.sub(lambda found: f"{found[1]}{address(found[2])}{found[3]}", markdown)
