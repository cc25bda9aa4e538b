"""Write the service's OpenAPI document: `python -m app.openapi > FILE`."""

import json
import sys

from app.config import Settings
from app.main import create_app


def document() -> dict[str, object]:
    """Return the OpenAPI document, without opening a database."""
    app = create_app(Settings(environment="development", database_url="sqlite://"))
    return app.openapi()


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
