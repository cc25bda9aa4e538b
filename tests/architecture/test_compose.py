import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]


def test_the_compose_file_is_one_by_the_compose_specification() -> None:
    check = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(COMPOSE),
    ]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_no_right_it_does_not_need(service: str) -> None:
    given = SERVICES[service]
    assert given["read_only"] is True
    assert given["cap_drop"] == ["ALL"]
    assert given["security_opt"] == ["no-new-privileges:true"]
    assert not given.keys() & {
        "privileged",
        "cap_add",
        "devices",
        "pid",
        "ipc",
        "network_mode",
        "userns_mode",
    }


def test_no_secret_is_in_the_environment() -> None:
    for service in SERVICES.values():
        named = {name for name in service["environment"] if "PASSWORD" in name or "SECRET" in name}
        assert {name for name in named if not name.endswith("_FILE")} == set()
        assert "bn_assess_database_password" in service["secrets"]


def test_only_the_api_is_reached_from_outside_and_by_default_from_this_machine_alone() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"api"}
    (published,) = SERVICES["api"]["ports"]
    assert published == "${BN_ASSESS_PUBLISH:-127.0.0.1:8000}:8000"
    inside = yaml.safe_load(COMPOSE.read_text())["networks"]["inside"]
    assert inside["internal"] is True


def test_the_image_runs_as_nobody_special() -> None:
    last_stage = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last_stage


def test_the_image_is_built_from_named_files_only() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert ignored[0] == "*"
    assert {line for line in ignored if line.startswith("!")} == {
        f"!{name}"
        for name in (
            *("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "requirements/run.lock"),
            *("app", "grader", "question_bank", "migrations"),
        )
    }
