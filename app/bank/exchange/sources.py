"""What an item rests on, as the general feedback of formats that have no better place for it."""

from typing import Any

from question_bank import Item

HEAD = "Sources:"


def write_sources(item: Item) -> str:
    """Return the sources as Markdown under their heading, or nothing."""
    return "\n".join([f"{HEAD}\n", *(f"- {source}" for source in item.sources)]) if item.sources else ""


def read_sources(feedback: str, data: dict[str, Any], notes: list[str]) -> None:
    """Take the sources out of general feedback; any other is left behind, with a note."""
    head, *lines = feedback.split("\n")
    if head == HEAD:
        data["sources"] = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    elif feedback:
        notes.append("its general feedback is left behind: say in a rationale what authors need of it")
