"""The least that keeps an answer: a route, one upsert of a row, a commit. What saving is measured against.

python -m benchmarks.bare DATABASE_URL PORT
"""

import sys
import uuid
from datetime import UTC, datetime
from typing import Any

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db import open_engine
from app.models import Response


class Answer(BaseModel):
    """What is saved."""

    attempt_id: uuid.UUID
    revision: int
    answer: dict[str, Any]


def create_app(database_url: str) -> FastAPI:
    """Return the service of one route. It asks nobody who they are, and locks nothing."""
    engine = open_engine(database_url).execution_options(may_write=True)
    insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
    app = FastAPI()

    @app.put("/api/v1/responses/{item_id}")
    def save(item_id: uuid.UUID, sent: Answer) -> Answer:
        row = {"revision": sent.revision, "answer": sent.answer, "saved_at": datetime.now(UTC)}
        with Session(engine) as session:
            session.execute(
                insert(Response)
                .values(form_item_id=item_id, attempt_id=sent.attempt_id, **row)
                .on_conflict_do_update(index_elements=["form_item_id"], set_=row)
            )
            session.commit()
        return sent

    return app


if __name__ == "__main__":
    uvicorn.run(create_app(sys.argv[1]), port=int(sys.argv[2]), log_level="warning", access_log=False)
