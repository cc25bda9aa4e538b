from datetime import timedelta
from uuid import UUID

import pytest

from app.models import Attempt
from tests.service import ONE_OF_EACH, Service, items_by_type


def test_starting_twice_returns_the_same_attempt(service: Service) -> None:
    ada = service.candidate()
    first, second = ada.post("/attempt"), ada.post("/attempt")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert first.json()["sections"] == second.json()["sections"]


def test_an_attempt_that_was_not_started_says_how_to_start_it(service: Service) -> None:
    answer = service.candidate().get("/attempt")
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:bn-assess:not-started"
    assert "POST /api/v1/attempt" in answer.json()["detail"]


def test_the_time_factor_lengthens_the_limit(service: Service) -> None:
    ada = service.candidate(time_factor=1.25)
    assert ada.get("/invitation").json()["assessment"]["time_limit_s"] == 750
    attempt = ada.post("/attempt").json()
    with service.database.read() as session:
        row = session.get_one(Attempt, UUID(attempt["id"]))
    assert row.closes_at - row.started_at == timedelta(seconds=750)
    assert (row.time_limit_s, float(row.time_factor)) == (600, 1.25)


def test_two_candidates_of_one_assessment_get_forms_of_their_own(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    forms = {
        service.invite(recruiter, assessment).post("/attempt").text.split('"sections"')[1] for _ in range(4)
    }
    assert len(forms) > 1


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single_choice", {"choice": "b"}),
        ("multiple_choice", {"choices": ["a", "c"]}),
        ("numeric", {"value": 0.25}),
        ("numeric", {"value": None}),
        ("written", {"text": "Because $x$ – \N{SNOWMAN} – is centred.\n"}),
        ("coding", {"source": "def batch_norm(x, gamma, beta, eps):\n\treturn x\n"}),
    ],
)
def test_a_saved_answer_is_read_back(service: Service, kind: str, answer: dict[str, object]) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())[kind]
    saved = ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": answer})
    assert saved.status_code == 200
    assert saved.json()["answer"] == answer
    stored = items_by_type(ada.get("/attempt").json())[kind]
    assert (stored["response"], stored["revision"]) == (answer, 1)


def test_an_older_or_equal_revision_changes_nothing_and_returns_what_is_stored(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]

    def save(revision: int, value: float) -> dict[str, object]:
        body = {"revision": revision, "answer": {"value": value}}
        answer: dict[str, object] = ada.put(f"/attempt/responses/{item}", body).json()
        return answer

    save(5, 1.0)
    assert save(5, 2.0)["answer"] == {"value": 1.0}
    stored = save(3, 3.0)
    assert (stored["revision"], stored["answer"]) == (5, {"value": 1.0})
    assert save(6, 4.0)["answer"] == {"value": 4.0}


def test_writes_end_at_the_deadline_to_the_second(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]
    path = f"/attempt/responses/{item}"
    service.clock.advance(599.999)
    assert ada.put(path, {"revision": 1, "answer": {"value": 1.0}}).status_code == 200
    service.clock.advance(0.001)
    late = ada.put(path, {"revision": 2, "answer": {"value": 2.0}})
    assert (late.status_code, late.json()["type"]) == (409, "urn:bn-assess:attempt-closed")
    code = {"item_id": item, "source": "x = 1", "kind": "submit"}
    assert ada.post("/attempt/submissions", code).status_code == 409
    assert ada.post("/attempt/events", []).status_code == 409
    view = ada.get("/attempt").json()
    assert view["status"] == "finished"
    assert items_by_type(view)["numeric"]["response"] == {"value": 1.0}


def test_after_finish_every_write_is_refused_and_finishing_again_is_harmless(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    first = ada.post("/attempt/finish").json()
    service.clock.advance(5)
    second = ada.post("/attempt/finish").json()
    assert first["finished_at"] == second["finished_at"]
    assert first["receipt"] == second["receipt"]
    late = ada.put(f"/attempt/responses/{item}", {"revision": 9, "answer": {"text": "more"}})
    assert late.status_code == 409


def test_a_remark_on_an_item_is_taken_after_the_attempt(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    ada.post("/attempt/finish")
    assert ada.post("/attempt/comments", {"item_id": item, "text": "Two readings."}).status_code == 204


def test_an_invitation_limits_starting_only(service: Service) -> None:
    until = (service.now + timedelta(hours=1)).isoformat()
    recruiter = service.staff()
    assessment = service.published(recruiter)
    on_time = service.invite(recruiter, assessment, expires_at=until)
    late = service.invite(recruiter, assessment, expires_at=until)
    service.clock.advance(3599)
    assert on_time.post("/attempt").status_code == 201
    service.clock.advance(2)
    assert late.get("/invitation").json()["status"] == "expired"
    assert late.post("/attempt").status_code == 410
    assert on_time.post("/attempt").status_code == 200


def test_a_closed_assessment_starts_nobody_and_ends_nobody(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    sitting, waiting = service.invite(recruiter, assessment), service.invite(recruiter, assessment)
    item = items_by_type(sitting.post("/attempt").json())["numeric"]["id"]
    assert recruiter.post(f"/assessments/{assessment}/close").status_code == 200
    assert waiting.post("/attempt").status_code == 410
    saved = sitting.put(f"/attempt/responses/{item}", {"revision": 1, "answer": {"value": 1.0}})
    assert saved.status_code == 200


def test_only_a_published_assessment_takes_candidates(service: Service) -> None:
    recruiter = service.staff()
    draft = recruiter.post("/assessments", ONE_OF_EACH).json()["id"]
    refused = recruiter.post(f"/assessments/{draft}/invitations", [{"name": "A", "email": "a@b"}])
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:not-published")


def test_what_was_noted_is_told_to_its_candidate_and_nobody_elses_is(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    ada, bob = service.invite(recruiter, assessment), service.invite(recruiter, assessment)
    at = [f"2026-03-01T09:00:0{second}Z" for second in range(4)]
    assert ada.get("/attempt/events").status_code == 409
    for candidate in (ada, bob):
        candidate.post("/attempt")
    bob.post("/attempt/events", [{"kind": "offline", "at": at[0]}])
    # Sent late and out of order, as after a gap in the connection.
    ada.post("/attempt/events", [{"kind": "focus_gained", "at": at[3]}])
    ada.post(
        "/attempt/events", [{"kind": "focus_lost", "at": at[1]}, {"kind": "paste", "at": at[2], "size": 7}]
    )
    noted = [
        {"kind": "focus_lost", "at": at[1], "size": None, "length": None},
        {"kind": "paste", "at": at[2], "size": 7, "length": None},
        {"kind": "focus_gained", "at": at[3], "size": None, "length": None},
    ]
    assert ada.get("/attempt/events").json() == noted
    ada.post("/attempt/finish")
    assert ada.get("/attempt/events").json() == noted
