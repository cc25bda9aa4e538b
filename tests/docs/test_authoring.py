"""The author's guide, followed to the letter."""

import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest
import yaml

from question_bank import Blueprint, item
from question_bank.tags import Application, ItemType, Role, Status, Subtopic
from tests.live import BN_ASSESS

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()


def test_an_author_who_follows_the_guide_has_two_items_loaded(tmp_path: Path) -> None:
    script = "\n".join(re.findall(r"```bash\n(.*?)```", GUIDE, re.DOTALL))
    assert script.count("bn-assess bank") == 7
    environment = {"PATH": f"{Path(BN_ASSESS).parent}:/usr/bin:/bin"}
    environment["BN_ASSESS_DATABASE_URL"] = f"sqlite:///{tmp_path}/bank.sqlite3"
    script += "\nbn-assess bank load --bank my-bank\n"
    done = subprocess.run(
        ["bash", "-eu", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "constant-feature.html").is_file()
    assert done.stdout.count("1 items, nothing to mend") == 2
    assert "1 items new" in done.stdout
    assert "1 items as they were" in done.stdout


@pytest.mark.parametrize("words", [ItemType, Status, Subtopic, Application, Role])
def test_every_word_that_an_item_may_use_is_explained(words: object) -> None:
    assert [word for word in get_args(words) if f"`{word}`" not in GUIDE] == []


def test_every_field_is_explained() -> None:
    fields = set(item.ItemBase.model_fields) - {"prompt", "images", "verify"}
    assert [field for field in sorted(fields) if f"| `{field}` |" not in GUIDE] == []


def test_the_blueprint_shown_is_one() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    (shown,) = [yaml.safe_load(block) for block in blocks if "time_limit_s" in block]
    assert Blueprint.model_validate(shown).sections[0].draws[0].count == 4
