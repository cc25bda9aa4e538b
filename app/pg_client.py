"""PostgreSQL's own programs for dumps: pg_dump and psql."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from sqlalchemy import URL

from app.config import QUEUE_SCHEMA

CHUNK_BYTES = 1 << 20
BEFORE = f"""
SET client_min_messages = warning;
SET lock_timeout = '10s';
DROP SCHEMA IF EXISTS {QUEUE_SCHEMA} CASCADE;
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
"""


class PgClientFailed(Exception):
    """A program of PostgreSQL is missing, or failed with what it said."""


def dump(url: URL, target: Path, *, snapshot: str) -> None:
    """Write the database as `snapshot` shows it to `target`, as SQL.

    Of the queue's tables only the shape goes along: whatever waits is found again in ours.
    """
    command = _command("pg_dump", url, "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    command += [f"--exclude-table-data={QUEUE_SCHEMA}.*", f"--file={target}"]
    done = subprocess.run(command, env=_environment(url), capture_output=True, text=True)
    if done.returncode:
        raise PgClientFailed(_last_words("pg_dump", done.stderr))


def load(url: URL, script: IO[bytes]) -> None:
    """Replace everything in the database by what a dump holds, in one transaction."""
    command = _command("psql", url, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, env=_environment(url), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        )
        assert process.stdin is not None
        try:
            process.stdin.write(BEFORE.encode())
            shutil.copyfileobj(script, process.stdin, CHUNK_BYTES)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended, and says below why
        except BaseException:
            process.kill()  # before it sees the end of what is only a part, and commits it
            raise
        finally:
            process.wait()
        said.seek(0)
        if process.returncode:
            raise PgClientFailed(_last_words("psql", said.read().decode("utf-8", "replace")))


def _command(program: str, url: URL, *options: str) -> list[str]:
    found = shutil.which(program)
    if found is None:
        raise PgClientFailed(
            f"{program} is not on the PATH: install PostgreSQL's client programs (postgresql-client), "
            "of the server's version or a later one"
        )
    # The password is not among a program's words, which every user of the machine can read.
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    return [found, *options, f"--dbname={address}"]


def _environment(url: URL) -> dict[str, str]:
    return {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}


def _last_words(program: str, said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    wrong = [line for line in lines if "ERROR" in line or "error" in line] or lines
    return f"{program} failed: {wrong[0] if wrong else 'it said nothing'}"
