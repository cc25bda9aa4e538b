import json
from pathlib import Path

from app.openapi import document

COMMITTED = Path(__file__).parents[2] / "app" / "web" / "openapi.json"


def test_the_committed_document_is_that_of_the_service() -> None:
    current = json.loads(json.dumps(document()))
    assert json.loads(COMMITTED.read_text()) == current, "python -m app.openapi > app/web/openapi.json"
