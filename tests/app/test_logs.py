import io
import json
import logging
import sys
from typing import Any

import pytest

from app.logs import JsonFormatter, TextFormatter, about
from tests.app.submissions.test_graders import submitted
from tests.service import Service


def lines(caplog: pytest.LogCaptureFixture, logger: str) -> list[dict[str, Any]]:
    """What one logger wrote, as JSON."""
    return [json.loads(line) for line in caplog.text.splitlines() if json.loads(line)["logger"] == logger]


@pytest.fixture
def log() -> Any:
    """A logger with a handler of each kind."""
    logger, written = logging.getLogger("tests.logs"), {"text": io.StringIO(), "json": io.StringIO()}
    handlers = [logging.StreamHandler(stream) for stream in written.values()]
    for handler, formatter in zip(handlers, (TextFormatter(), JsonFormatter()), strict=True):
        handler.setFormatter(formatter)
        logger.addHandler(handler)
    yield logger, written
    for handler in handlers:
        logger.removeHandler(handler)


def test_a_line_says_which_request_and_submission_it_is_about(log: Any) -> None:
    logger, written = log
    with about(request_id="r1"), about(submission_id="s1"):
        logger.warning("half of %s\nis missing", "it")
    logger.warning("later")
    first, second = map(json.loads, written["json"].getvalue().splitlines())
    assert (first["request_id"], first["submission_id"], first["level"]) == ("r1", "s1", "WARNING")
    assert first["message"] == "half of it\nis missing"
    assert "request_id" not in second
    assert "request_id=r1 submission_id=s1" in written["text"].getvalue()


def test_an_exception_is_one_line_for_machines(log: Any) -> None:
    logger, written = log
    try:
        raise ZeroDivisionError("a mistake")
    except ZeroDivisionError:
        logger.error("it failed", exc_info=sys.exc_info())
    (line,) = written["json"].getvalue().splitlines()
    assert "ZeroDivisionError: a mistake" in json.loads(line)["exception"]


def test_what_a_request_stored_is_found_under_its_id_and_the_submissions(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app")
    caplog.handler.setFormatter(JsonFormatter())
    submission = submitted(service.candidate())
    (stored,) = [line for line in lines(caplog, "app.submissions.queue") if "handed in" in line["message"]]
    (answered,) = [
        line
        for line in lines(caplog, "app.access")
        if line["method"] == "POST" and line["path"] == "/api/v1/attempt/submissions"
    ]
    (graded,) = lines(caplog, "app.submissions.measuring")
    assert submission["id"] in stored["message"]
    assert stored["request_id"] == answered["request_id"]
    assert answered["status"] == 202
    assert graded["submission_id"] == submission["id"]
