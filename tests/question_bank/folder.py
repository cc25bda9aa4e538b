"""A small bank on disk for tests: one good item of each type, to be changed by the test."""

from pathlib import Path
from typing import Any

import yaml

COMMON: dict[str, Any] = {
    "title": "A title",
    "status": "published",
    "subtopic": "batch-statistics",
    "applications": ["accuracy"],
    "roles": ["data-scientist"],
    "difficulty": 1,
    "points": 3,
    "expected_time_s": 60,
    "sources": ["arXiv:1502.03167, Algorithm 1"],
}
WORDS = ("Over", "what", "is", "the", "mean", "taken", "in", "this", "layer", "in", "training")
RATIONALE = "A rationale only authors see."
BY_TYPE: dict[str, dict[str, Any]] = {
    "single_choice": {
        "options": [
            {"id": "a", "text": "over the rows", "key": True, "rationale": RATIONALE},
            {"id": "b", "text": "over features", "misconception": "S01", "rationale": RATIONALE},
            {"id": "c", "text": "over channels", "misconception": "S02", "rationale": RATIONALE},
        ]
    },
    "multiple_choice": {
        "options": [
            {"id": "a", "text": "its mean", "misconception": "S01", "rationale": RATIONALE},
            {"id": "b", "text": "the rows", "key": True, "rationale": RATIONALE},
            {"id": "c", "text": "variance", "key": True, "rationale": RATIONALE},
        ]
    },
    "numeric": {"unit": "kg", "wrong_answers": [{"misconception": "S09", "rationale": RATIONALE}]},
    "written": {
        "rubric": [
            {
                "id": name,
                "title": f"Criterion {name}",
                "levels": [{"points": points, "description": f"Level {points}"} for points in (0, 1, 2)],
            }
            for name in ("first", "second", "third")
        ],
        "points": 6,
        "exemplars": {
            "criterion": "second",
            "passages": [{"points": points, "text": f"A passage worth {points}"} for points in (0, 1, 2)],
        },
        "common_errors": [{"misconception": "M01", "description": "A common error"}],
    },
    "coding": {"task": "bn-forward"},
}
TEXTS: dict[str, dict[str, str]] = {
    "numeric": {
        "prompt.md": "What is twice {{x}}, as a whole number?",
        "variant.py": "def variant(rng):\n    x = int(rng.integers(1, 999))\n"
        '    return {"numbers": {"x": x}, "key": 2.0 * x, "tolerance": 0.01, "wrong": {"S09": 3.0 * x}}\n',
    },
    "written": {"model_answer.md": "A model answer only reviewers see."},
}


def write_item(root: Path, kind: str = "single_choice", name: str | None = None, **fields: Any) -> Path:
    """Write a good item of type `kind` with `fields` changed (None removes one); return its folder."""
    name = name or kind.replace("_", "-")
    data = {"id": name, "type": kind, **COMMON, **BY_TYPE[kind], **fields}
    folder = root / "items" / str(data["subtopic"]) / name
    folder.mkdir(parents=True)
    kept = {key: value for key, value in data.items() if value is not None}
    (folder / "item.yaml").write_text(yaml.safe_dump(kept, sort_keys=False))
    # No two items share a word of the prompt, so that none is a near duplicate of another.
    mark = name.replace("-", "")
    prompt = " ".join(f"{word}{mark}" for word in WORDS)
    for file, text in {"prompt.md": f"{prompt}?", **TEXTS.get(kind, {})}.items():
        (folder / file).write_text(text)
    return folder


def write_bank(root: Path) -> Path:
    """Write one good item of each type; return the bank's folder."""
    for kind in BY_TYPE:
        write_item(root, kind)
    return root
