"""Rules about the Markdown a person reads."""

import re
from collections.abc import Iterator

from question_bank.candidate_view import placeholders
from question_bank.image import references
from question_bank.item import MultipleChoice, Numeric, SingleChoice, Written
from question_bank.lint_item import Complaint
from question_bank.load import Bank, Entry
from question_bank.marked_yaml import Place
from question_bank.rounding import decimals_asked

FENCE = re.compile(r"^ {0,3}(```|~~~)", re.M)
CODE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$|(`+)[^`].*?\2", re.M | re.S)
IMAGE_WITHOUT_ALT = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=[\"'][^\"'])", re.I)


def texts(entry: Entry) -> Iterator[tuple[Place, str]]:
    """Yield every text of the item that is Markdown, with its place."""
    item = entry.item
    yield ("prompt",), item.prompt
    if isinstance(item, SingleChoice | MultipleChoice):
        for index, option in enumerate(item.options):
            yield ("options", index, "text"), option.text
            yield ("options", index, "rationale"), option.rationale
    if isinstance(item, Numeric):
        for index, wrong in enumerate(item.wrong_answers):
            yield ("wrong_answers", index, "rationale"), wrong.rationale
    if isinstance(item, Written):
        yield ("model_answer",), item.model_answer
        for index, criterion in enumerate(item.rubric):
            for step, level in enumerate(criterion.levels):
                yield ("rubric", index, "levels", step, "description"), level.description
        for index, passage in enumerate(item.exemplars.passages):
            yield ("exemplars", "passages", index, "text"), passage.text
        for index, error in enumerate(item.common_errors):
            yield ("common_errors", index, "description"), error.description


def unbalanced_maths(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every $ and $$ is closed in its paragraph, and braces and \\left \\right pair up inside."""
    hint = "Close it before the paragraph ends; write \\$ for a dollar sign."
    for place, text in texts(entry):
        line = 1
        for paragraph in re.split(r"(\n\s*\n)", CODE.sub(_blanked, text)):
            if fault := _maths_fault(paragraph):
                yield (*place, line) if len(place) == 1 else place, fault, hint
            line += paragraph.count("\n")


def _blanked(code: re.Match[str]) -> str:
    return "\n" * code[0].count("\n")


def _maths_fault(paragraph: str) -> str:
    parts = re.split(r"(?<!\\)(\$\$?)", paragraph)
    delimiters, inside = parts[1::2], parts[2::4]
    if len(delimiters) % 2:
        return f"{delimiters[-1]} is not closed"
    if delimiters[0::2] != delimiters[1::2]:
        return "$ and $$ are mixed"
    for maths in inside:
        bare = re.sub(r"\\[{}]", "", maths)
        if bare.count("{") != bare.count("}"):
            return f"unequal numbers of braces in ${maths}$"
        if len(re.findall(r"\\left\b", maths)) != len(re.findall(r"\\right\b", maths)):
            return f"\\left without \\right in ${maths}$"
    return ""


def open_fence(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every code fence is closed."""
    for place, text in texts(entry):
        if len(FENCE.findall(text)) % 2:
            yield place, "a code fence is not closed", "End the code with a line of three backticks."


def missing_alt_text(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every image says in words what it shows."""
    for place, text in texts(entry):
        for found in IMAGE_WITHOUT_ALT.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            hint = "Write ![what the image shows](file), so that somebody who cannot see it can answer."
            yield (*place, line) if len(place) == 1 else place, "an image without alternative text", hint


def left_over(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """No note to the author is left in the text: candidates would read it."""
    for place, text in texts(entry):
        if found := re.search(r"<!--", CODE.sub(_blanked, text)):
            line = text.count("\n", 0, found.start()) + 1
            where = (*place, line) if len(place) == 1 else place
            yield (
                where,
                "a comment <!-- ... --> is left in the text",
                "Remove it; the page shows it as it is.",
            )


def unknown_image(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every image stands in the prompt and beside it as a file, and every file is shown."""
    for place, text in texts(entry):
        for name, line in references(text):
            if place != ("prompt",):
                yield place, f"the image {name} is not in the prompt", "Images are shown in prompts alone."
            elif name not in entry.item.images:
                hint = "Put the drawing beside item.yaml as an .svg file, and write its name alone."
                yield (*place, line), f"there is no image {name}", hint
    for name in sorted(entry.item.images.keys() - {name for name, _ in references(entry.item.prompt)}):
        yield ("prompt",), f"{name} is not shown", f"Write ![what it shows]({name}), or remove the file."


def no_placeholder(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every numeric prompt shows the numbers drawn for the candidate."""
    if isinstance(entry.item, Numeric) and not placeholders(entry.item.prompt):
        yield (
            ("prompt",),
            "the prompt has no {{name}}",
            "Name the variant's numbers as {{name}} in the prompt.",
        )


def no_rounding(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every numeric prompt ends by saying how to round the answer."""
    if isinstance(entry.item, Numeric) and decimals_asked(entry.item.prompt) is None:
        hint = "End the question with `to two decimals`, or another number of them, or `as a whole number`."
        yield ("prompt",), "the last paragraph does not say how to round", hint
