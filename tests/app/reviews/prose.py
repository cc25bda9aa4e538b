"""Written responses that wait for reviewers."""

from typing import Any

from app.models import Role
from tests.service import Caller, Service

TWO_WRITTEN = {
    "title": "In your own words",
    "instructions": "",
    "time_limit_s": 1800,
    "sections": [
        {
            "title": "Words",
            "draws": [
                {
                    "types": ["written"],
                    "items": ["what-bn-costs", "why-running-statistics"],
                    "count": 2,
                }
            ],
        }
    ],
}


def assessment(service: Service, owner: Caller, **reviewing: Any) -> str:
    """The id of a published assessment of two written items, reviewed as `reviewing` says."""
    made = service.published(owner, TWO_WRITTEN)
    patch = owner.request("PATCH", f"/assessments/{made}", json={"reviewing": reviewing})
    assert patch.status_code == 200, patch.text
    return made


def hand_in(
    service: Service, owner: Caller, assessment_id: str, text: str = "Prose.", **person: Any
) -> Caller:
    """A candidate who answered both items and is done."""
    ada = service.invite(owner, assessment_id, **person)
    for section in ada.post("/attempt").json()["sections"]:
        for item in section["items"]:
            answer = {"revision": 1, "answer": {"text": text}}
            assert ada.put(f"/attempt/responses/{item['id']}", answer).status_code == 200
    assert ada.post("/attempt/finish").status_code == 200
    return ada


def reviewers(service: Service, count: int) -> list[Caller]:
    """That many reviewers."""
    return [service.staff(Role.REVIEWER, f"reviewer{at}@example.org") for at in range(count)]


def take(reviewer: Caller) -> dict[str, Any] | None:
    """The next response, lent to the reviewer."""
    answer = reviewer.post("/reviews/next")
    assert answer.status_code == 200, answer.text
    review: dict[str, Any] | None = answer.json()["review"]
    return review


def at_level(review: dict[str, Any], level: int, comment: str = "") -> dict[str, Any]:
    """A mark that gives every criterion the same level, or its highest where that is lower."""
    levels = {c["id"]: min(level, len(c["levels"]) - 1) for c in review["criteria"]}
    return {"levels": levels, "comment": comment}
