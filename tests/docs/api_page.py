"""docs/api.md: its examples, read to be run; `python -m tests.docs.api_page` writes its table of calls anew.

An example is a block of a line `WHO METHOD /path`, a body if there is one, and `-> STATUS` with what of the
answer matters. `$NAME` in an answer takes what stands there, for the examples after it.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from httpx2 import Response

from app.openapi import document
from tests.app.test_walks import ALLOWED

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BEGIN, END = "<!-- routes: begin -->\n", "<!-- routes: end -->\n"
EXAMPLE = re.compile(
    r"^```http\n(?P<who>\w+) (?P<method>[A-Z]+) (?P<path>\S+)\n(?P<body>.*?)"
    r"-> (?P<status>\d+) ?(?P<answer>.*?)```",
    re.DOTALL | re.MULTILINE,
)
NAME = re.compile(r"\$([A-Z_]+)")


@dataclass(frozen=True)
class Example:
    """A call and what it answers, before names are filled in."""

    who: str
    method: str
    path: str
    body: str
    status: int
    answer: str


def examples(page: str) -> Iterator[Example]:
    """Every example of the page, in order."""
    for found in EXAMPLE.finditer(page):
        yield Example(
            found["who"],
            found["method"],
            found["path"],
            found["body"].strip(),
            int(found["status"]),
            found["answer"].strip(),
        )


@dataclass
class Told:
    """What the answers so far have told, by name."""

    names: dict[str, str] = field(default_factory=dict)

    def filled(self, text: str) -> str:
        """The text with each name replaced; one that nothing has told is an error."""
        return NAME.sub(lambda name: self.names[name[1]], text)

    def compare(self, expected: Any, actual: Any, place: str = "") -> None:
        """Hold an answer against what the page says of it, and take what it names."""
        if isinstance(expected, dict):
            assert isinstance(actual, dict), place
            for key, value in expected.items():
                assert key in actual, f"{place}.{key}"
                self.compare(value, actual[key], f"{place}.{key}")
        elif isinstance(expected, list):
            assert isinstance(actual, list), place
            assert len(actual) >= len(expected), place
            for index, value in enumerate(expected):
                self.compare(value, actual[index], f"{place}[{index}]")
        elif isinstance(expected, str):
            self._read(expected, str(actual), place)
        else:
            assert actual == expected, place

    def _read(self, expected: str, actual: str, place: str) -> None:
        pattern = ""
        for part in re.split(r"(\$[A-Z_]+|\.\.\.)", expected):
            if part == "...":
                pattern += ".*"
            elif NAME.fullmatch(part) and part[1:] not in self.names:
                pattern += f"(?P<{part[1:]}>[^/]+)"
            else:
                pattern += re.escape(self.filled(part))
        found = re.fullmatch(pattern, actual, re.DOTALL)
        assert found, f"{place}: {actual!r} is not as {expected!r}"
        self.names |= found.groupdict()

    def check(self, example: Example, answer: Response) -> None:
        """Hold a whole answer against its example."""
        said = f"{example.method} {example.path}: {answer.status_code} {answer.text[:500]}"
        assert answer.status_code == example.status, said
        if example.answer.startswith(("{", "[")):
            self.compare(json.loads(example.answer), answer.json(), example.path)
        elif example.answer:
            assert self.filled(example.answer) in answer.text, said


def table(api: dict[str, Any]) -> str:
    """The table of routes that the OpenAPI document makes."""
    groups: dict[str, list[str]] = {}
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            who = _who(operation["operationId"])
            text = operation["summary"], operation.get("description", "").partition("\n")[0]
            row = f"| `{method.upper()} {path.removeprefix('/api/v1')}` | {text[1] or text[0]} |"
            groups.setdefault(who, []).append(row)
    lines = []
    for who in ("everybody", "candidates", "staff", "recruiters", "reviewers", "admins"):
        if who in groups:
            lines += [f"**For {who}**", "", "| call | what it does |", "|---|---|", *groups[who], ""]
    return "\n".join(lines)


def _who(operation: str) -> str:
    reached = {role for role, operations in ALLOWED.items() if operation in operations}
    if "nobody" in reached:
        return "everybody"
    if "candidate" in reached:
        return "candidates"
    staff = {"recruiter", "reviewer"} & reached
    return "staff" if len(staff) == 2 else f"{staff.pop()}s" if staff else "admins"


def with_table(page: str, api: dict[str, Any]) -> str:
    """The page with the table that belongs in it."""
    head, rest = page.split(BEGIN)
    return head + BEGIN + "\n" + table(api) + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(), document()))
    sys.stdout.write(f"{PAGE} is up to date\n")
