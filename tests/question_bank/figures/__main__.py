"""Draw every image of the packaged bank again."""

from pathlib import Path

from tests.question_bank.figures.drawings import DRAWINGS

ITEMS = Path(__file__).parents[3] / "question_bank" / "items"

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        file = ITEMS / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(draw(), encoding="utf-8")
        print(f"{file.stat().st_size:6d} bytes  {name}")
