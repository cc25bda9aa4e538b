"""Markdown as items are written in it, made into XHTML with MathML.

It reads what the web client reads: CommonMark and tables, $...$ and $$...$$ for maths, HTML as plain text.
Each formula keeps its TeX as an annotation, so that a reader can have back what the author wrote.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from defusedxml import ElementTree as Defused
from latex2mathml import exceptions
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

MATHML = "http://www.w3.org/1998/Math/MathML"
TEX = "application/x-tex"  # the annotation's encoding, MathML 3 section 5.1.3
# The converter's errors share no base of their own; what it lets pass is no XML.
UNSETTABLE: tuple[type[Exception], ...] = (
    ET.ParseError,
    *(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)),
)
COMMAND = re.compile(r"\\[A-Za-z]+")


class MathsUnreadable(Exception):
    """The TeX cannot be set; the message says what is wrong with it."""


def to_mathml(tex: str, *, display: bool = False) -> str:
    """Return the formula as MathML; raise MathsUnreadable where it cannot be set."""
    try:
        maths = Defused.fromstring(convert(tex, display="block" if display else "inline"))
    except UNSETTABLE as error:
        raise MathsUnreadable(_reason(error)) from error
    unknown = sorted({name for part in maths.itertext() for name in COMMAND.findall(part)})
    if unknown:
        raise MathsUnreadable(f"{', '.join(unknown)} is no command that can be set")
    for part in maths.iter():
        part.tag = part.tag.rpartition("}")[2]  # under one xmlns, so that it may stand inside other XML
    maths.set("xmlns", MATHML)
    semantics = ET.Element("semantics")
    row = ET.SubElement(semantics, "mrow")
    row.extend(list(maths))
    ET.SubElement(semantics, "annotation", encoding=TEX).text = tex
    maths[:] = [semantics]
    return ET.tostring(maths, encoding="unicode")


def _reason(error: Exception) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
    return "not well formed" if isinstance(error, ET.ParseError) else words


def formulas(markdown: str) -> list[tuple[str, int]]:
    """Return each formula of the text and the line it stands on, from 1."""
    found = []
    for block in READER.parse(markdown):
        line = (block.map or [0])[0] + 1
        found += [(part.content, line) for part in (block, *(block.children or ())) if "math" in part.type]
    return found


def to_xhtml(markdown: str, *, tex: bool = False) -> str:
    """Return the text as well-formed XHTML; a formula that cannot be set stays as its author typed it.

    With `tex`, formulas are left as TeX in \\( \\) and \\[ \\], for readers that bring MathJax.
    """
    html: str = READER.render(markdown, {"tex": tex})
    return html


def fragment(markdown: str, *, tex: bool = False) -> ET.Element:
    """Return the text as a `div` of XHTML elements, whose names have no namespace."""
    root: ET.Element = Defused.fromstring(f"<div>{to_xhtml(markdown, tex=tex)}</div>")
    for element in root.iter():
        namespace, _, element.tag = element.tag.rpartition("}")
        if namespace and element.tag == "math":
            element.set("xmlns", MATHML)
    return root


def _maths(tex: str, *, display: bool, as_tex: bool) -> str:
    if as_tex:
        return escape(f"\\[{tex}\\]" if display else f"\\({tex}\\)")
    try:
        return to_mathml(tex, display=display)
    except MathsUnreadable:
        mark = "$$" if display else "$"
        return f"<code>{escape(mark + tex + mark)}</code>"


def _inline(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    display = tokens[at].type.endswith("double")
    return _maths(tokens[at].content.strip(), display=display, as_tex=env["tex"])


def _block(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    return f"<p>{_maths(tokens[at].content.strip(), display=True, as_tex=env['tex'])}</p>\n"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    reader.use(
        dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
    )
    for rule, render in (("math_inline", _inline), ("math_inline_double", _inline), ("math_block", _block)):
        reader.add_render_rule(rule, render)
    return reader


READER = _reader()
