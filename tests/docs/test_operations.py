import re
from pathlib import Path

from app.config import Settings
from app.metrics import Metrics, Waiting

DOCS = Path(__file__).parents[2] / "docs"
RUNNING, OPERATIONS = ((DOCS / name).read_text() for name in ("running.md", "operations.md"))


def rows() -> dict[str, str]:
    """What the table of settings says of each variable's default."""
    found: dict[str, str] = {}
    for line in RUNNING.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if names := re.findall(r"`BN_ASSESS_([A-Z_]+)`", cells[0] if line.startswith("|") else ""):
            found |= dict.fromkeys(names, cells[1])
    return found


def test_the_table_of_settings_names_each_setting_and_its_default() -> None:
    told = rows()
    assert {name.lower() for name in told} == Settings.model_fields.keys()
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str | int) and not isinstance(field.default, bool):
            assert re.search(rf"(?<![\w.]){re.escape(str(field.default))}(?![\w.])", told[name.upper()]), name


def test_every_metric_and_variable_that_is_named_exists() -> None:
    metrics = Metrics()
    metrics.follow_sandbox(lambda: 0)
    metrics.follow_queue(lambda: Waiting({}, 0.0))
    made = {f.name + ("_total" if f.type == "counter" else "") for f in metrics.registry.collect()}
    assert set(re.findall(r"`(bn_assess_\w+)`", OPERATIONS)) == made
    variables = {name.lower() for name in re.findall(r"BN_ASSESS_([A-Z_]+)", OPERATIONS)}
    of_compose = {"publish"}
    assert variables - of_compose <= Settings.model_fields.keys()
