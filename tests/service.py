"""The service in a test: an app on an empty database with the bank loaded, a held clock, and its callers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.clock import HeldClock
from app.db import Database
from app.models import Role
from app.staff import accounts

API = "/api/v1"
PASSWORD = "correct horse battery staple"

ONE_OF_EACH = {
    "title": "One of each",
    "instructions": "Answer all.",
    "time_limit_s": 600,
    "sections": [
        {
            "title": "Answers",
            "draws": [
                {"types": ["single_choice"], "count": 1},
                {"types": ["multiple_choice"], "count": 1},
                {"types": ["numeric"], "count": 1},
                {"types": ["written"], "count": 1},
            ],
        },
        {"title": "Code", "draws": [{"types": ["coding"], "items": ["bn-forward"], "count": 1}]},
    ],
}


@dataclass
class Caller:
    """Somebody with a bearer token."""

    client: TestClient
    token: str

    def request(self, method: str, path: str, **kwargs: Any) -> Response:
        """Call the API as this caller."""
        headers = {"Authorization": f"Bearer {self.token}", **kwargs.pop("headers", {})}
        return self.client.request(method, API + path, headers=headers, **kwargs)

    def get(self, path: str, **kwargs: Any) -> Response:
        """GET."""
        return self.request("GET", path, **kwargs)

    def post(self, path: str, json: Any = None, **kwargs: Any) -> Response:
        """POST."""
        return self.request("POST", path, json=json, **kwargs)

    def put(self, path: str, json: Any = None, **kwargs: Any) -> Response:
        """PUT."""
        return self.request("PUT", path, json=json, **kwargs)


@dataclass
class Service:
    """A running service and the ways to bring people to it."""

    app: FastAPI
    client: TestClient
    clock: HeldClock

    @property
    def database(self) -> Database:
        """The service's database."""
        database: Database = self.app.state.database
        return database

    @property
    def now(self) -> datetime:
        """The service's time."""
        return self.clock.now()

    def staff(self, role: Role = Role.RECRUITER, email: str | None = None) -> Caller:
        """A new member of staff with an API key."""
        email = email or f"{role}@example.org"
        with self.database.write() as session:
            member = accounts.add(
                session, email=email, name=role.title(), role=role, password=PASSWORD, now=self.now, by=None
            )
            key = accounts.create_key(session, member, "test", now=self.now, by=None)
        return Caller(self.client, key)

    def published(self, recruiter: Caller, blueprint: dict[str, Any] | None = None) -> str:
        """The id of a new published assessment."""
        created = recruiter.post("/assessments", blueprint or ONE_OF_EACH)
        assert created.status_code == 201, created.text
        assessment_id: str = created.json()["id"]
        published = recruiter.post(f"/assessments/{assessment_id}/publish")
        assert published.status_code == 200, published.text
        return assessment_id

    def invite(self, recruiter: Caller, assessment_id: str, **person: Any) -> Caller:
        """A new candidate."""
        who = {"name": "Ada Lovelace", "email": "ada@example.org", **person}
        invited = recruiter.post(f"/assessments/{assessment_id}/invitations", [who])
        assert invited.status_code == 201, invited.text
        return Caller(self.client, invited.json()[0]["link"].rsplit("/", 1)[1])

    def candidate(self, recruiter: Caller | None = None, **person: Any) -> Caller:
        """A candidate invited to a fresh assessment with one item of each type."""
        recruiter = recruiter or self.staff()
        return self.invite(recruiter, self.published(recruiter), **person)


def items_by_type(attempt: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The items of an attempt with one item of each type."""
    return {item["type"]: item for section in attempt["sections"] for item in section["items"]}
