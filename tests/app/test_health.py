import pytest
from sqlalchemy import text

from tests.service import Service


@pytest.mark.parametrize(("revision", "status"), [("0001", 503), ("of a newer program", 200)])
def test_a_process_serves_a_schema_newer_than_its_own_and_none_that_is_older(
    service: Service, revision: str, status: int
) -> None:
    assert service.client.get("/health/ready").status_code == 200
    with service.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    assert service.client.get("/health/ready").status_code == status
