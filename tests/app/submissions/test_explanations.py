import time
from typing import Any

from grader.receipt import digest
from tests.app.attempts.test_scoring import RIGHT, attempt_of
from tests.service import ONE_OF_EACH, Caller, Service, items_by_type

EPS_OUTSIDE = RIGHT.replace("np.sqrt(((x - mean) ** 2).mean(axis=0) + eps)", "(x.std(axis=0) + eps)")
SHOWN = {
    "inputs": {"x": [[1.0], [3.0]], "gamma": [2.0], "beta": [2.0], "eps": 3.0},
    "expected": [[1.0], [3.0]],
    "got": [[1.5], [2.5]],
}


def explaining(recruiter: Caller) -> str:
    """The id of a published assessment that explains verdicts to its candidates."""
    drafted: str = recruiter.post("/assessments", ONE_OF_EACH).json()["id"]
    changed = recruiter.request("PATCH", f"/assessments/{drafted}", json={"disclosure": "explanation"})
    assert changed.json()["disclosure"] == "explanation"
    assert recruiter.post(f"/assessments/{drafted}/publish").status_code == 200
    return drafted


def handed_in(ada: Caller, kind: str = "submit") -> dict[str, Any]:
    """What a candidate sees of wrong code once it is graded."""
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    sent = ada.post("/attempt/submissions", {"item_id": item, "source": EPS_OUTSIDE, "kind": kind})
    for _ in range(300):
        seen: dict[str, Any] = ada.get(f"/attempt/submissions/{sent.json()['id']}").json()
        if seen["status"] == "done":
            return seen
        time.sleep(0.1)
    raise AssertionError(seen)


def test_staff_see_an_intact_report_with_its_counterexample_and_the_candidate_does_not(
    service: Service,
) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    seen = handed_in(ada)
    assert seen["verdict"] == "wrong_answer"
    assert seen["explanation"] is None
    ada.post("/attempt/finish")
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    (submission,) = next(item for item in report["items"] if item["type"] == "coding")["submissions"]
    kept = submission["report"]
    assert {name: kept["counterexample"][name] for name in SHOWN} == SHOWN
    assert digest(kept) == kept["receipt"]["digest"]


def test_a_candidate_is_told_why_where_the_assessment_explains(service: Service) -> None:
    recruiter = service.staff()
    ada = service.invite(recruiter, explaining(recruiter))
    run = handed_in(ada, "run")
    assert (run["verdict"], run["explanation"]) == ("wrong_answer", None)
    seen = handed_in(ada)
    (diagnosis,) = seen["explanation"]["diagnosis"]
    assert diagnosis["id"] == "E01"
    assert diagnosis["explanation"].startswith("The code divides by")
    counterexample = seen["explanation"]["counterexample"]
    assert {name: counterexample[name] for name in SHOWN} == SHOWN
    assert counterexample.keys() == {*SHOWN, "detail", "arrays"}
    assert all(check["sample"] for check in seen["checks"])


def test_what_is_disclosed_is_frozen_with_the_rest_and_kept_in_the_next_version(service: Service) -> None:
    recruiter = service.staff()
    published = explaining(recruiter)
    refused = recruiter.request("PATCH", f"/assessments/{published}", json={"disclosure": "verdict"})
    assert refused.status_code == 409
    same = recruiter.request("PATCH", f"/assessments/{published}", json={"disclosure": "explanation"})
    assert same.status_code == 200
    draft = recruiter.post(f"/assessments/{published}/versions").json()
    assert draft["disclosure"] == "explanation"
    for nonsense in (None, "all", 3):
        path = f"/assessments/{draft['id']}"
        assert recruiter.request("PATCH", path, json={"disclosure": nonsense}).status_code == 422
