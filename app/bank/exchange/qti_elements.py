"""Elements of QTI 3.0 items: names with their prefix, XHTML as QTI takes it."""

import re
from collections.abc import Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

from app.bank.markup import MATHML, fragment
from question_bank.candidate_view import PLACEHOLDER

ITEM = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
TEMPLATES = "https://www.imsglobal.org/question/qti_v3p0/rptemplates"
PRIVATE = 0xE000  # characters of no meaning stand for placeholders while Markdown and TeX are read


def qti(name: str, *children: Element | str, **attributes: object) -> Element:
    """Return `qti-name`; text among `children` is its text, underscores in attributes are hyphens."""
    return plain(f"qti-{name}", *children, **attributes)


def plain(name: str, *children: Element | str, **attributes: object) -> Element:
    """Return an element of this very name."""
    element = Element(name, {key.replace("_", "-"): str(value) for key, value in attributes.items()})
    for child in children:
        if isinstance(child, str):
            element.text = (element.text or "") + child
        else:
            element.append(child)
    return element


def number(value: Fraction | float) -> str:
    """Return a number as QTI's float, exact to 15 digits."""
    return f"{float(value):.15g}"


def flow(markdown: str, *, variables: Sequence[str] = ()) -> list[Element]:
    """Return Markdown as blocks of QTI's XHTML; {{name}} becomes the template variable of that name."""

    def hold(found: re.Match[str]) -> str:
        return chr(PRIVATE + variables.index(found[1])) if found[1] in variables else found[0]

    held = PLACEHOLDER.sub(hold, markdown)
    root = fragment(held)
    for element in root.iter():
        if style := element.attrib.pop("style", None):
            element.set("class", f"qti-align-{style.rpartition(':')[2].strip()}")
    if variables:
        _restore(root, variables, maths=False)
    return list(root)


def inline(markdown: str) -> Element:
    """Return a holder of what Markdown says: the content of its only paragraph, or its blocks."""
    blocks = flow(markdown)
    holder = Element("holder")
    if len(blocks) == 1 and blocks[0].tag == "p":
        holder.text = blocks[0].text
        holder.extend(blocks[0])
    else:
        holder.extend(blocks)
    return holder


def fill(element: Element, holder: Element) -> Element:
    """Move what `inline` returned into an element."""
    element.text = holder.text
    element.extend(list(holder))
    return element


def _restore(element: Element, names: Sequence[str], *, maths: bool) -> None:
    """Put template variables where their characters stand: printed in text, by name in MathML."""
    maths = maths or element.get("xmlns") == MATHML
    children = list(element)
    for child in children:
        _restore(child, names, maths=maths)
    if maths:
        form = "{{{{{}}}}}" if element.tag == "annotation" else "{}"
        element.text = _named(element.text, names, form)
        return
    element[:] = []
    element.text, parts = _printed(element.text, names)
    element.extend(parts)
    for child in children:
        child.tail, parts = _printed(child.tail, names)
        element.append(child)
        element.extend(parts)


def _named(text: str | None, names: Sequence[str], form: str) -> str | None:
    for at, name in enumerate(names):
        text = text.replace(chr(PRIVATE + at), form.format(name)) if text else text
    return text


def _printed(text: str | None, names: Sequence[str]) -> tuple[str | None, list[Element]]:
    pieces = re.split(f"([{chr(PRIVATE)}-{chr(PRIVATE + len(names) - 1)}])", text or "")
    printed = []
    for mark, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        variable = qti("printed-variable", identifier=names[ord(mark) - PRIVATE])
        variable.tail = tail
        printed.append(variable)
    return pieces[0] or None, printed
