"""What GIFT escapes, and how its text is told from its marks."""

import re

SPECIAL = re.compile(r"[\\~=#{}:]")
UNESCAPED = r"(?<!\\)(?:\\\\)*"


def escape(text: str) -> str:
    """Return text that GIFT reads as it stands; a new line inside a question is written as \\n."""
    return SPECIAL.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")


def unescape(text: str) -> str:
    """Return what was written before it was escaped; a backslash before any other character stays."""
    return re.sub(r"\\([\\~=#{}:n])", lambda found: "\n" if found[1] == "n" else found[1], text).strip()


def split(text: str, marks: str) -> list[tuple[str, str]]:
    """Return (mark, text after it) for each unescaped mark; the text before the first has the mark ''."""
    parts: list[tuple[str, str]] = []
    mark, start, at = "", 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] in marks:
            parts.append((mark, text[start:at]))
            mark, start = text[at], at + 1
        at += 1
    return [*parts, (mark, text[start:])]
