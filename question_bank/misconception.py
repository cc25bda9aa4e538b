"""The misconceptions that distractors, wrong numbers and common errors name by id.

`kernels.yaml` has the known-wrong kernels that coding tasks diagnose, under the same ids; `concepts.yaml`
those that show in what somebody believes rather than in what their code computes.
"""

from pathlib import Path

from pydantic import TypeAdapter

from question_bank.findings import Finding
from question_bank.item import Strict
from question_bank.marked_yaml import YamlInvalid, read_yaml
from question_bank.tags import MisconceptionId, Severity, Slug, Text
from question_bank.validation import validate


class Misconception(Strict):
    """A mistake people make. Severity: H a wrong concept, M a wrong result in common use, L a convention."""

    slug: Slug
    severity: Severity
    definition: Text


CATALOGUE: TypeAdapter[dict[MisconceptionId, Misconception]] = TypeAdapter(
    dict[MisconceptionId, Misconception]
)


def read_misconceptions(root: Path, folder: Path, findings: list[Finding]) -> dict[str, Misconception]:
    """Return the misconceptions of all YAML files in `folder` by id; what is wrong goes to `findings`."""
    known: dict[str, Misconception] = {}
    for file in sorted(folder.glob("*.yaml")):
        name = file.relative_to(root).as_posix()
        try:
            marked = read_yaml(file.read_text(encoding="utf-8"))
        except YamlInvalid as error:
            findings.append(Finding(name, error.line, "yaml", error.message, error.hint))
            continue
        for key, misconception in (validate(CATALOGUE, marked, name, findings) or {}).items():
            if key in known:
                message = f"the id {key} is defined twice"
                findings.append(Finding(name, marked.line((key,)), "duplicate-id", message, "Rename one."))
            known[key] = misconception
    return known
