import numpy as np
import pytest

from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.app.reports.cohort import assessment_of, sit
from tests.app.reports.test_reports import counted_queries, finished
from tests.service import Service


def test_two_to_five_attempts_of_one_assessment_stand_side_by_side(service: Service) -> None:
    recruiter = service.staff()
    assessment, other = service.published(recruiter), service.published(recruiter)
    made = finished(service, recruiter, assessment, 5)
    (foreign,) = finished(service, recruiter, other, 1)
    path = f"/assessments/{assessment}/compare"
    counts = []
    for ids in (made[:2], made):
        with counted_queries(service) as statements:
            answer = recruiter.get(path, params={"attempt": ids[::-1]})
        assert [column["id"] for column in answer.json()] == ids[::-1]
        counts.append((len(statements) - 2) / len(ids))
    assert counts[0] == counts[1]
    column = answer.json()[0]
    assert [part["title"] for part in column["sections"]] == ["Answers", "Code"]
    assert [code["verdict"] for code in column["code"]] == [None]
    assert "source" not in answer.text
    assert recruiter.get(path, params={"attempt": [made[0], foreign]}).status_code == 404
    assert recruiter.get(path, params={"attempt": made[:1]}).status_code == 422
    assert recruiter.get(path, params={"attempt": [*made, made[0]]}).status_code == 422
    stranger = service.staff(email="stranger@example.org")
    assert stranger.get(path, params={"attempt": made[:2]}).status_code == 404


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_profile_shows_shares_with_intervals(service: Service) -> None:
    recruiter = service.staff()
    assessment = assessment_of(service, recruiter)
    sit(service, assessment, np.array([[1.0, 1, 1, 1, 0, 0]]))
    (row,) = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"]
    report = recruiter.get(f"/attempts/{row['id']}").json()
    (section,) = report["sections"]
    assert (section["items"], section["share"]) == (6, 0.6667)
    assert (section["low"], section["high"]) == (0.3, 0.9032)  # Wilson's, by scipy
    counted = sum(part["items"] for part in report["applications"])
    assert counted == sum(len(item["applications"]) for item in report["items"])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_profile_says_where_evidence_is_too_little_and_keys_wait_for_the_end(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    answers, code = report["sections"]
    assert (answers["items"], answers["pending"]) == (4, 1)
    assert (code["share"], code["low"], code["items"]) == (None, None, 1)
    assert "once the assessment is closed" in report["beliefs_withheld"]
    assert all(one["kind"] == "code" for belief in report["beliefs"] for one in belief["evidence"])
    recruiter.post(f"/assessments/{report['assessment_id']}/close")
    assert recruiter.get(f"/attempts/{report['id']}").json()["beliefs_withheld"] is None
