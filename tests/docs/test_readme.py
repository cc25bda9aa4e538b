"""The README's commands, run."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import BN_ASSESS, LiveServer

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


@pytest.fixture
def server(stocked_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    server = LiveServer(stocked_url, tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_tour_by_curl_works_as_written(server: LiveServer, tmp_path: Path) -> None:
    tour = re.search(r"## A tour by curl.*?```bash\n(.*?)```", README, re.DOTALL)
    assert tour is not None
    script = tour[1].replace("http://127.0.0.1:8000", server.base_url)
    script = script.replace(".venv/bin/bn-assess", BN_ASSESS).replace(
        "/tmp/code.json", str(tmp_path / "code.json")
    )
    done = subprocess.run(
        ["bash", "-eu", "-c", script], cwd=ROOT, env=server.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert '"status":"open"' in done.stdout
    assert re.search(r'"status":"done".*"verdict":"\w+"', done.stdout)
    assert '"status":"finished"' in done.stdout


def test_every_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\(((?!http)[^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_setting_is_documented() -> None:
    from app.config import Settings

    text = (ROOT / "docs" / "running.md").read_text()
    missing = [name for name in Settings.model_fields if f"BN_ASSESS_{name.upper()}" not in text]
    assert missing == []


def test_every_make_target_the_documents_name_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set()
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        named |= set(re.findall(r"(?:`|^)make ([a-z]+)", file.read_text(), re.MULTILINE))
    assert named
    assert [target for target in sorted(named) if f"\n{target}:" not in makefile] == []
