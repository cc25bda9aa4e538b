"""`bn-assess doctor` tells whether code can be graded here, and what to do where it cannot."""

import json
import sys

import pytest
from typer.testing import CliRunner

from app.cli import build
from grader.sandbox.zygote import landlock


def test_a_host_that_can_grade_is_told_so_and_every_layer_is_named() -> None:
    done = CliRunner().invoke(build("doctor"), ["doctor", "--json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert report["can_grade"] is True
    assert [layer["name"] for layer in report["layers"]] == [
        "Linux", "Landlock", "seccomp", "resource limits", "namespaces", "control group", "a locked run"
    ]  # fmt: skip
    assert all(layer["remedy"] is None for layer in report["layers"] if layer["present"])


def test_a_host_without_landlock_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    done = CliRunner().invoke(build("doctor"), ["doctor", "--json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 3
    assert report["can_grade"] is False
    (missing,) = [layer for layer in report["layers"] if layer["name"] == "Landlock"]
    assert "Linux 5.13" in missing["remedy"]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_are_told_to_use_docker(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    done = CliRunner().invoke(build("doctor"), ["doctor"], terminal_width=200)
    assert done.exit_code == 3
    assert "Docker" in done.stdout
    assert "cannot be graded on this host" in done.stdout


def test_the_table_says_what_is_present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    done = CliRunner().invoke(build("doctor"), ["doctor"])
    assert done.exit_code == 0
    assert "present" in done.stdout
    assert "Coding tasks can be graded on this host." in done.stdout
