"""Submissions kept as files: the folder is the verdict, the name begins with the task."""

from dataclasses import dataclass
from pathlib import Path

from grader.task import Task
from grader.tasks import TASKS

FOLDER = Path(__file__).parent / "submissions"


@dataclass(frozen=True)
class Sample:
    """One submission with the verdict it must get."""

    path: Path

    @property
    def verdict(self) -> str:
        return self.path.parent.name

    @property
    def task(self) -> Task:
        return TASKS[self.path.stem.split("__")[0].replace("_", "-")]

    @property
    def source(self) -> str:
        return self.path.read_text()

    def __str__(self) -> str:
        return f"{self.verdict}/{self.path.stem}"


def samples(verdict: str = "*") -> list[Sample]:
    """Every sample, or those of one verdict."""
    return [Sample(path) for path in sorted(FOLDER.glob(f"{verdict}/*.py"))]


def right_samples() -> list[Sample]:
    """The accepted samples that lose no point: right code in many styles."""
    return [sample for sample in samples("accepted") if not sample.path.stem.endswith("loses_stability_only")]
