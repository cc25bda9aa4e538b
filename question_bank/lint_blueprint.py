"""Rules about blueprints: what a design asks for, the bank must be able to give."""

from collections.abc import Iterator, Sequence

from question_bank.findings import Finding
from question_bank.load import Bank


def unfillable(bank: Bank) -> Iterator[Finding]:
    """Every blueprint can be filled with published items, none of them twice."""
    published = [item for item in bank.items.values() if item.status == "published"]
    for name, blueprint in bank.blueprints.items():
        file = f"blueprints/{name}.yaml"
        wanted: list[Sequence[str]] = []
        for section in blueprint.sections:
            for number, draw in enumerate(section.draws, start=1):
                where = f"draw {number} of section {section.title!r}"
                for unknown in sorted(set(draw.items or ()) - bank.items.keys()):
                    hint = "Names are item ids, see `bn-assess bank list`."
                    yield Finding(file, 1, "blueprint-unfillable", f"{where}: no item {unknown!r}", hint)
                pool = [item.id for item in published if draw.admits(item)]
                if len(pool) < draw.count:
                    message = f"{where} asks for {draw.count} items, {len(pool)} published ones fit"
                    yield Finding(
                        file, 1, "blueprint-unfillable", message, "Publish more, or widen the draw."
                    )
                    continue
                wanted += [pool] * draw.count
        if not _matchable(wanted):
            message = "two draws need the same items"
            yield Finding(file, 1, "blueprint-unfillable", message, "Widen one of them, or lower its count.")


def _matchable(wanted: Sequence[Sequence[str]]) -> bool:
    """Return whether each place can get an item of its own: bipartite matching by augmenting paths."""
    taken: dict[str, int] = {}

    def place(index: int, tried: set[str]) -> bool:
        for name in wanted[index]:
            if name not in tried:
                tried.add(name)
                if name not in taken or place(taken[name], tried):
                    taken[name] = index
                    return True
        return False

    return all(place(index, set()) for index in range(len(wanted)))
