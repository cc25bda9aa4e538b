import json
import re
from pathlib import Path

import pytest
import yaml

from question_bank import Written, load_bank, read_content
from tests.question_bank.folder import BY_TYPE, write_bank, write_item


def hash_of(root: Path, name: str) -> str:
    return load_bank(root).items[name].content_hash()


@pytest.mark.parametrize("kind", BY_TYPE)
def test_content_is_json_that_makes_the_item_again(tmp_path: Path, kind: str) -> None:
    write_item(tmp_path, kind, name="one", status="draft")
    item = load_bank(tmp_path).items["one"]
    assert read_content(json.loads(json.dumps(item.content()))) == item


def test_key_order_and_comments_do_not_change_the_hash(tmp_path: Path) -> None:
    file = write_item(tmp_path, name="one") / "item.yaml"
    before = hash_of(tmp_path, "one")
    data = yaml.safe_load(file.read_text())
    file.write_text("# a comment\n" + yaml.safe_dump(dict(reversed(data.items())), sort_keys=False))
    assert hash_of(tmp_path, "one") == before


def test_neither_status_nor_proof_is_content(tmp_path: Path) -> None:
    folder = write_item(tmp_path, name="one")
    before = hash_of(tmp_path, "one")
    (folder / "verify.py").write_text("def verify():\n    return {}\n")
    file = folder / "item.yaml"
    file.write_text(file.read_text().replace("status: published", "status: retired"))
    assert hash_of(tmp_path, "one") == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("item.yaml", "key: true", "key: true\n  misconception: null"),
        ("item.yaml", "over the rows", "over rows"),
        ("item.yaml", "points: 3", "points: 2"),
        ("item.yaml", "misconception: S01", "misconception: S03"),
        ("item.yaml", "difficulty: 1", "difficulty: 2"),
        ("prompt.md", "mean", "variance"),
    ],
)
def test_the_hash_changes_exactly_with_what_a_version_says(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    path = write_item(tmp_path, name="one") / file
    before = hash_of(tmp_path, "one")
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    says_the_same = "null" in new
    assert (hash_of(tmp_path, "one") == before) is says_the_same


def test_no_two_items_share_a_hash(tmp_path: Path) -> None:
    bank = load_bank(write_bank(tmp_path))
    assert len({item.content_hash() for item in bank.items.values()}) == len(bank.items)


def test_an_item_without_a_limit_on_words_says_nothing_of_one(tmp_path: Path) -> None:
    file = write_item(tmp_path, "written", name="one") / "item.yaml"
    before = load_bank(tmp_path).items["one"]
    assert "max_words" not in before.content()
    file.write_text(file.read_text() + "\nmax_words: 250\n")
    limited = load_bank(tmp_path).items["one"]
    assert limited.content() == {**before.content(), "max_words": 250}


def test_the_limit_on_words_is_the_one_that_the_prompt_names() -> None:
    written = [item for item in load_bank().items.values() if isinstance(item, Written)]
    assert len(written) >= 20
    for item in written:
        named = re.findall(r"\d+\s+to\s+(\d+)\s+words", item.prompt)
        assert named == [str(item.max_words)], item.id
