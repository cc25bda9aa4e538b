from uuid import UUID

from sqlalchemy import select

from app.candidates import erase
from app.models import AuditEntry, Note, Role, Shortlisted
from tests.app.attempts.test_scoring import attempt_of
from tests.service import Service


def test_notes_and_shortlist_are_shared_but_changed_by_their_author_alone(service: Service) -> None:
    owner, other = service.staff(), service.staff(email="other@example.org")
    stranger = service.staff(email="stranger@example.org")
    service.candidate(owner).post("/attempt")
    attempt = f"/attempts/{attempt_of(owner)}"
    assessment = owner.get("/assessments").json()["items"][0]["id"]
    owner.request("PATCH", f"/assessments/{assessment}", json={"shared_with": ["other@example.org"]})
    for _ in range(2):
        assert owner.put(f"{attempt}/shortlist").json() == {"own": True, "by": ["Recruiter"]}
    written = owner.post(f"{attempt}/notes", {"text": "Ask about inference."})
    assert written.status_code == 201, written.text
    note = f"{attempt}/notes/{written.json()['id']}"
    seen = other.get(attempt).json()
    assert seen["shortlist"] == {"own": False, "by": ["Recruiter"]}
    assert [(one["text"], one["own"], one["author"]) for one in seen["notes"]] == [
        ("Ask about inference.", False, "Recruiter")
    ]
    assert other.put(note, {"text": "Mine now."}).status_code == 404
    assert other.request("DELETE", note).status_code == 404
    assert other.request("DELETE", f"{attempt}/shortlist").json() == seen["shortlist"]
    for caller in (stranger, service.staff(Role.REVIEWER)):
        for method, path in (("PUT", f"{attempt}/shortlist"), ("POST", f"{attempt}/notes"), ("PUT", note)):
            assert caller.request(method, path, json={"text": "x"}).status_code in (403, 404)
    changed = owner.put(note, {"text": "Ask about training."}).json()
    assert changed["text"] == "Ask about training."
    assert changed["changed_at"] is not None
    assert owner.request("DELETE", note).status_code == 204
    assert owner.request("DELETE", f"{attempt}/shortlist").json() == {"own": False, "by": []}
    with service.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == attempt.split("/")[2])).all()
    kept = [entry.act for entry in acts if entry.act.startswith(("note", "shortlist"))]
    assert sorted(kept) == ["note.change", "note.delete", "note.write", "shortlist.add", "shortlist.remove"]
    assert "inference" not in str([entry.detail for entry in acts])


def test_notes_go_with_the_person_and_none_is_taken_afterwards(service: Service) -> None:
    recruiter = service.staff()
    service.candidate(recruiter).post("/attempt")
    attempt = attempt_of(recruiter)
    recruiter.put(f"/attempts/{attempt}/shortlist")
    recruiter.post(f"/attempts/{attempt}/notes", {"text": "Ada is the one."})
    with service.database.write() as session:
        (ada,) = erase.find(session, "ada@example.org")
        erase.erase(session, ada, by=None, now=service.now)
    with service.database.read() as session:
        for table in (Note, Shortlisted):
            assert session.scalar(select(table).where(table.attempt_id == UUID(attempt))) is None
    for method, path in (("PUT", "shortlist"), ("POST", "notes")):
        refused = recruiter.request(method, f"/attempts/{attempt}/{path}", json={"text": "x"})
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:person-erased")
