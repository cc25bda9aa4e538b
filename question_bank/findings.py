"""What is wrong with a bank, and where: findings that name a rule, a file, a line and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One broken rule. `line` counts from 1; `file` is relative to the bank's folder."""

    file: str
    line: int
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}: [{self.rule}] {self.message}{hint}"


class BankInvalid(Exception):
    """The bank cannot be read; `findings` has every reason in every file."""

    def __init__(self, findings: Sequence[Finding], root: Path) -> None:
        self.findings = tuple(sorted(findings))
        self.root = root
        super().__init__("\n".join(map(str, self.findings)))
