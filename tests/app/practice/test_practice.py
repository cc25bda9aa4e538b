from sqlalchemy import func, select

from app.models import Base, Submission
from tests.service import Service

RIGHT = "def double(x):\n    print('hello')\n    return 2 * x\n"


def rows(service: Service) -> dict[str, int]:
    with service.database.read() as session:
        return {
            table.name: session.scalars(select(func.count()).select_from(table)).one()
            for table in Base.metadata.sorted_tables
        }


def test_a_practice_run_is_judged_as_in_the_test_and_stored_nowhere(service: Service) -> None:
    candidate = service.candidate()
    before = rows(service)
    task = candidate.get("/practice").json()
    assert task["entry_point"] == "double"
    right = candidate.post("/practice/runs", {"source": RIGHT}).json()
    assert right["verdict"] == "accepted"
    assert right["output"] == "hello\nhello\n"
    assert all(check["passed"] for check in right["checks"])
    wrong = candidate.post("/practice/runs", {"source": "def double(x):\n    return x\n"}).json()
    assert wrong["verdict"] == "wrong_answer"
    starter = candidate.post("/practice/runs", {"source": task["starter_code"]}).json()
    assert starter["verdict"] == "runtime_error"
    assert "NotImplementedError" in starter["message"]
    assert rows(service) == before
    assert Submission.__tablename__ in before


def test_practising_starts_no_clock(service: Service) -> None:
    candidate = service.candidate()
    candidate.post("/practice/runs", {"source": RIGHT})
    assert candidate.get("/invitation").json()["status"] == "open"
    assert candidate.get("/attempt").status_code == 409
