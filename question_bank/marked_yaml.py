"""YAML that remembers its lines: plain data, and the line of every value in it.

PyYAML's own constructor forgets where a value stood and lets a repeated key overwrite the first in silence.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

# libyaml's reads a bank five times faster.
Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Marked:
    """Plain data and the line (from 1) of each value, by its path of keys and indices."""

    data: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class YamlInvalid(Exception):
    """The text is not YAML, or not the plain kind a bank is written in."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def read_yaml(text: str) -> Marked:
    """Return the data of one YAML document; raise YamlInvalid for what cannot be read."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise YamlInvalid(1, "the file is empty")
        lines: dict[Place, int] = {}
        return Marked(_read(loader, node, (), lines), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "Quote text that contains ': ' or begins with one of * & ! % @ ` [ {, or put it under '|-'."
        raise YamlInvalid(mark.line + 1 if mark else 1, error.problem or str(error), hint) from error
    except yaml.YAMLError as error:
        raise YamlInvalid(1, str(error).replace("\n", " ")) from error
    finally:
        loader.dispose()


def _read(
    loader: yaml.CSafeLoader | yaml.SafeLoader, node: yaml.Node, place: Place, lines: dict[Place, int]
) -> Any:
    lines[place] = node.start_mark.line + 1
    if len(place) > 20:  # an anchor that contains itself
        raise YamlInvalid(lines[place], "the file is nested too deeply")
    if isinstance(node, yaml.SequenceNode):
        return [_read(loader, child, (*place, index), lines) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        data: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or not isinstance(key_node.value, str):
                raise YamlInvalid(line, "a key must be a plain word")
            key = key_node.value
            if key in data:
                raise YamlInvalid(line, f"the key {key!r} appears twice", "Keep one of them.")
            data[key] = _read(loader, value_node, (*place, key), lines)
            lines[(*place, key)] = line
        return data
    return loader.construct_object(node)
