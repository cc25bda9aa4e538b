"""A server that says nothing is asked whether it is there, and waited for no longer where it is not."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg.errors import ConnectionTimeout
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from app.silence import ASK_AGAIN_S, Silence, asking, listen_for
from tests.app.test_outage import administering, save
from tests.live import free_port
from tests.service import Service, items_by_type

pytestmark = pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
SLOW = text("SELECT pg_sleep(0.6)")


class Question:
    """What a server would say that is asked whether it is there."""

    def __init__(self, *, answered: bool) -> None:
        self.answered, self.asked = answered, 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.answered


class Hand:
    """A clock that is moved by hand, and goes on a second each time it is looked at."""

    def __init__(self) -> None:
        self.at_s = 0.0

    def __call__(self) -> float:
        self.at_s += 1
        return self.at_s


@pytest.fixture
def watched(database_url: str) -> Iterator[Callable[[Silence], Engine]]:
    """Opens an engine whose connections ask by what they are given."""
    opened: list[Engine] = []

    def watched(silence: Silence) -> Engine:
        engine = create_engine(make_url(database_url).set(drivername="postgresql+psycopg"))
        listen_for(engine, silence)
        opened.append(engine)
        return engine

    yield watched
    for engine in opened:
        engine.dispose()


def test_a_slow_answer_of_a_server_that_is_there_is_waited_for(
    watched: Callable[[Silence], Engine],
) -> None:
    question = Question(answered=True)
    with watched(Silence(question, silent_s=0.1)).connect() as connection:
        assert connection.execute(SLOW).one() == ("",)
    assert question.asked >= 2


def test_a_server_that_says_nothing_is_given_up_by_everybody_until_it_answers(
    watched: Callable[[Silence], Engine],
) -> None:
    question, clock = Question(answered=True), Hand()
    engine = watched(Silence(question, silent_s=2, clock=clock))
    with engine.connect() as first, engine.connect() as second:
        question.answered, question.asked = False, 0
        with pytest.raises(OperationalError) as given_up:
            first.execute(text("SELECT pg_sleep(30)"))
        assert given_up.value.connection_invalidated
        clock.at_s -= 1
        for ask in (lambda: second.execute(SLOW), engine.connect):
            clock.at_s -= 1  # it was asked a moment ago
            with pytest.raises(OperationalError, match="does not answer"):
                ask()
        assert question.asked == 1
    question.answered = True
    clock.at_s += ASK_AGAIN_S
    with engine.connect() as again:
        assert again.execute(text("SELECT 1")).scalar_one() == 1
    assert question.asked == 2


def test_a_refusal_is_an_answer_and_silence_is_none(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"postgresql://127.0.0.1:{free_port()}/x"
    assert asking(nowhere)()
    assert asking(database_url)()

    def silent(*_: object, **__: object) -> None:
        raise ConnectionTimeout("connection timeout expired")

    monkeypatch.setattr(psycopg, "connect", silent)
    assert not asking(nowhere)()


def test_of_a_commit_that_was_not_answered_nobody_says_that_nothing_was_stored(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    assert save(ada, item, 1, 10).status_code == 200
    with administering(service.database.engine) as run:
        run(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
        run(
            "CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON response DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION cut()"
        )
        refused = save(ada, item, 2, 10)
        run("DROP TRIGGER cut ON response")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert refused.json()["type"] == "urn:bn-assess:outcome-unknown"
    assert save(ada, item, 2, 10).status_code == 200
