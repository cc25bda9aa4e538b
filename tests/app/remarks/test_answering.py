from typing import Any

from sqlalchemy import select

from app.models import AuditEntry, Role
from tests.service import Caller, Service, items_by_type


def remarked(service: Service) -> tuple[Caller, Caller, dict[str, Any]]:
    """An owner, a candidate who is done and remarked on a number and on the test, and the open remark."""
    owner = service.staff()
    ada = service.candidate(owner, name="Ada Lovelace")
    items = items_by_type(ada.post("/attempt").json())
    ada.post("/attempt/finish")
    said = {"item_id": items["numeric"]["id"], "text": "Ada Lovelace thinks that two answers are right."}
    assert ada.post("/attempt/comments", said).status_code == 204
    service.clock.advance(60)
    assert ada.post("/attempt/comments", {"text": "The room was loud."}).status_code == 204
    first, second = owner.get("/remarks").json()["items"]
    assert (second["item"], second["text"]) == (None, "The room was loud.")
    return owner, ada, first


def test_a_remark_reaches_the_owner_without_a_name_and_its_candidate_reads_the_answer(
    service: Service,
) -> None:
    owner, ada, remark = remarked(service)
    assert (remark["state"], remark["item"]["type"]) == ("open", "numeric")
    assert "Lovelace" not in owner.get("/remarks").text
    assert "two answers are right" in remark["text"]
    path = f"/remarks/{remark['id']}"
    assert owner.put(path, {"state": "answered", "answer": " "}).status_code == 422
    answered = owner.put(path, {"state": "mended", "answer": "You are right: both count now."})
    assert (answered.status_code, answered.json()["state"]) == (200, "mended")
    own, other = ada.get("/attempt/comments").json()
    assert (own["state"], own["answer"]) == ("mended", "You are right: both count now.")
    assert (other["state"], other["answer"]) == ("open", None)
    assert [len(owner.get(f"/remarks?state={state}").json()["items"]) for state in ("open", "mended")] == [
        1,
        1,
    ]
    item = remark["item"]["item"]
    assert len(owner.get(f"/remarks?state=mended&item={item}").json()["items"]) == 1
    assert owner.get("/remarks?state=mended&item=another").json()["items"] == []


def test_answers_are_audited_and_the_same_one_again_is_no_act(service: Service) -> None:
    owner, ada, remark = remarked(service)
    for _ in range(2):
        owner.put(f"/remarks/{remark['id']}", {"state": "answered", "answer": "One is wrong: see eq. 3."})
    again = owner.put(f"/remarks/{remark['id']}", {"state": "open"}).json()
    assert (again["state"], again["answer"], again["answered_at"]) == ("open", None, None)
    assert ada.get("/attempt/comments").json()[0]["answer"] is None
    with service.database.read() as session:
        acts = session.scalars(select(AuditEntry.detail).where(AuditEntry.act == "remark.answer"))
        assert sorted(detail["state"] for detail in acts) == ["answered", "open"]


def test_remarks_exist_for_those_who_see_the_assessment_alone(service: Service) -> None:
    _, ada, remark = remarked(service)
    stranger, admin = service.staff(email="other@example.org"), service.staff(Role.ADMIN)
    path = f"/remarks/{remark['id']}"
    assert stranger.get("/remarks").json()["items"] == []
    assert stranger.get(path).status_code == 404
    assert stranger.put(path, {"state": "answered", "answer": "x"}).status_code == 404
    assert admin.get(path).status_code == 200
    other = service.candidate(stranger, name="Bob")
    other.post("/attempt")
    assert other.get("/attempt/comments").json() == []
    assert ada.get("/remarks").status_code == 403
