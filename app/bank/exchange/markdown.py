"""XHTML and HTML of other makers, made into the Markdown that items are written in."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from app.bank.exchange.opening import MAX_DEPTH
from app.bank.markup import TEX
from question_bank.image import NAME, in_words, references

BREAK = "\ue000\n"  # until it is known whether a paragraph goes on after it
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
BLOCKS = {
    "blockquote",
    "content-body",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "header",
} | {
    *("hr", "li", "ol", "p", "pre", "section", "article", "stem-content", "table", "ul"),
    *HEADINGS,
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What an opening tag ends, and where the search for it stops: HTML lets these end tags be left out.
ENDS = {
    "p": (("p",), ("div", "li", "td", "th", "blockquote")),
    "li": (("li",), ("ul", "ol")),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
AROUND = {"em": "*", "i": "*", "strong": "**", "b": "**"}
LOST = {"audio", "canvas", "embed", "iframe", "img", "object", "script", "style", "svg", "video"}
ALIGNED = {"left": ":---", "right": "---:", "center": ":---:"}
# What Markdown would read as more than text at the beginning of a line, and anywhere.
LINE_START = re.compile(
    r"(?=#{1,6}(\s|$)|[-+*](\s|$)|>|=+$|~~~|[-_*]([ \t]*[-_*]){2,}$|[-:|][-:| ]*$)|\d{1,9}(?=[.)](\s|$))"
)
SPECIAL = re.compile(
    r"(?<![^\W_])_|_(?![^\W_])|(?<! )\*|\*(?! )|[`$]|\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)|!(?=\[)|\["
)
MATHS = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)


def from_html(html: str, lost: set[str]) -> str:
    """Return HTML, however untidy, as Markdown; what Markdown cannot show is named in `lost`."""
    text = from_element(elements(html), lost)
    if references(text):  # a drawing beside the text would be needed, and there is nothing beside it
        lost.add("img")
    return in_words(text)


def elements(html: str) -> Element:
    """Return the elements of HTML inside a `div`."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def from_element(element: Element, lost: set[str]) -> str:
    """Return what is inside an element as Markdown; names may have a namespace."""
    return "\n\n".join(_blocks(element, lost)).strip("\n")


class _Builder(HTMLParser):
    """Elements out of HTML: a tag that is never closed ends with its parent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element inside the innermost one."""
        closes, within = ENDS.get(tag, ((), ()))
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in within:
                break
            if self._open[at].tag in closes:
                del self._open[at:]
                break
        child = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(child)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name, and what is open inside it."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        """Add text after whatever came last."""
        inside = self._open[-1]
        if len(inside):
            inside[-1].tail = (inside[-1].tail or "") + data
        else:
            inside.text = (inside.text or "") + data


def local(element: Element) -> str:
    """Return the element's name without namespace, QTI's prefix and capitals: qti-prompt is prompt."""
    name = str(element.tag).rpartition("}")[2].removeprefix("qti-")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _blocks(element: Element, lost: set[str]) -> list[str]:
    found: list[str] = []
    run = _text(element.text)
    for child in element:
        if local(child) in BLOCKS:
            found += _paragraph(run)
            found += _block(child, lost)
            run = _text(child.tail)
        else:
            run += _inline(child, lost) + _text(child.tail)
    return found + _paragraph(run)


def _paragraph(run: str) -> list[str]:
    lines = [line.strip() for line in run.strip(BREAK + " ").split("\n")]
    text = "\n".join(_at_line_start(line) for line in lines if line)
    return [text.replace(BREAK[0], "\\")] if text else []


def _at_line_start(line: str) -> str:
    found = LINE_START.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def _block(element: Element, lost: set[str]) -> list[str]:
    name = local(element)
    if name in HEADINGS:
        return [f"{HEADINGS[name]} {_one_line(element, lost)}"]
    match name:
        case "pre":
            return [_fenced(element)]
        case "ul" | "ol":
            return [_list(element, lost)]
        case "table":
            return [_table(element, lost)]
        case "hr":
            return ["---"]
        case "blockquote":
            inner = "\n\n".join(_blocks(element, lost))
            return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))]
    return _blocks(element, lost)


def _fenced(element: Element) -> str:
    code = next((child for child in element.iter() if local(child) == "code"), element)
    language = (code.get("class") or "").removeprefix("language-").split(" ")[0]
    text = _verbatim(element).removesuffix("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _list(element: Element, lost: set[str]) -> str:
    first = element.get("start") or "1"
    number = int(first) if first.isascii() and first.isdigit() and len(first) < 9 else 1
    items, loose = [], False
    for at, child in enumerate(one for one in element if local(one) == "li"):
        mark = f"{number + at}. " if local(element) == "ol" else "- "
        parts = _blocks(child, lost)
        loose = loose or any(local(part) == "p" for part in child)
        inner = ("\n\n" if any(local(part) == "p" for part in child) else "\n").join(parts)
        items.append(mark + inner.replace("\n", "\n" + " " * len(mark)))
    return re.sub(r" +$", "", ("\n\n" if loose else "\n").join(items), flags=re.MULTILINE)


def _table(element: Element, lost: set[str]) -> str:
    rows = [
        [cell for cell in row if local(cell) in ("td", "th")] for row in element.iter() if local(row) == "tr"
    ]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = [
        [_one_line(cell, lost).replace("|", "\\|") for cell in row] + [""] * (width - len(row))
        for row in rows
    ]
    marks = [ALIGNED.get(_alignment(cell), "---") for cell in rows[0]] + ["---"] * (width - len(rows[0]))
    head, *body = ["|" + "".join(f" {cell} |" if cell else " |" for cell in line) for line in lines]
    return "\n".join([head, f"|{'|'.join(marks)}|", *body])


def _alignment(cell: Element) -> str:
    said = f"{cell.get('align', '')} {cell.get('style', '')} {cell.get('class', '')}"
    found = re.search(r"(?:text-align:\s*|qti-align-|^)(left|right|center)\b", said)
    return found[1] if found else ""


def _one_line(element: Element, lost: set[str]) -> str:
    return " ".join(_inside(element, lost).replace(BREAK, " ").split())


def _inside(element: Element, lost: set[str]) -> str:
    return _text(element.text) + "".join(_inline(child, lost) + _text(child.tail) for child in element)


def _inline(element: Element, lost: set[str]) -> str:
    name = local(element)
    if name == "math":
        return _formula(element, lost)
    if name in ("code", "kbd", "samp", "tt"):
        return _code(_verbatim(element))
    if name == "br":
        return BREAK
    if name == "printed-variable":
        return _placeholder(element)
    if name == "img" and re.match(NAME, element.get("src", "")):
        return f"![{element.get('alt', '')}]({element.get('src')})"
    if name in LOST:
        lost.add(name)
        return f"[{element.get('alt')}]" if element.get("alt") else ""
    inner = _inside(element, lost)
    if name in ("sub", "sup"):
        lost.add(name)
    if name == "a" and (href := element.get("href")):
        return f"[{inner}]({href})" if re.match(r"https?:[^\s()]+$", href) else inner
    if name in AROUND and inner.strip():
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{before}{AROUND[name]}{inner.strip()}{AROUND[name]}{after}"
    return inner


def _formula(element: Element, lost: set[str]) -> str:
    for part in element.iter():
        if local(part) == "annotation" and part.get("encoding") == TEX and part.text:
            return f"$${part.text}$$" if element.get("display") == "block" else f"${part.text}$"
    lost.add("MathML without TeX")
    return _text("".join(element.itertext()))


def _placeholder(variable: Element) -> str:
    return f"{{{{{variable.get('identifier', '')}}}}}"


def _verbatim(element: Element) -> str:
    """Return the text inside code, where Markdown has no marks; a variable is written as ever."""
    inside = _placeholder(element) if local(element) == "printed-variable" else element.text or ""
    return inside + "".join(_verbatim(child) + (child.tail or "") for child in element)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    text = " ".join(text.split("\n"))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text.strip() else text


def _text(text: str | None) -> str:
    """Return text with what Markdown would take for marks escaped; TeX in its delimiters becomes maths."""
    return "".join(_pieces(re.sub(r"[^\S\n]*\n\s*|[^\S\n\xa0]+", _space, text or "")))


def _space(found: re.Match[str]) -> str:
    return "\n" if "\n" in found[0] else " "


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for found in MATHS.finditer(text):
        yield SPECIAL.sub(_escaped, text[at : found.start()])
        yield f"${found[1].strip()}$" if found[1] else f"$${(found[2] or found[3]).strip()}$$"
        at = found.end()
    yield SPECIAL.sub(_escaped, text[at:])


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]
