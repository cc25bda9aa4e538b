"""What a candidate handed in before, at hand again."""

from typing import Any

from tests.service import Caller, Service, items_by_type


def code(ada: Caller) -> str:
    """The id of the caller's coding item."""
    item: str = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    return item


def hand_in(ada: Caller, item: str, source: str, kind: str = "submit") -> str:
    sent = ada.post("/attempt/submissions", {"item_id": item, "source": source, "kind": kind})
    assert sent.status_code == 202, sent.text
    handed_in: str = sent.json()["id"]
    return handed_in


def listed(ada: Caller, item: str, **page: Any) -> dict[str, Any]:
    answer = ada.get("/attempt/submissions", params={"item_id": item, **page})
    assert answer.status_code == 200, answer.text
    lines: dict[str, Any] = answer.json()
    return lines


def test_what_was_handed_in_is_listed_newest_first_in_pages_and_its_code_can_be_read(
    service: Service,
) -> None:
    ada = service.candidate()
    item = code(ada)
    handed_in = []
    for turn, kind in enumerate(("run", "submit", "submit")):
        handed_in.append(hand_in(ada, item, f"turn = {turn}\n", kind))
        service.clock.advance(1)
    first = listed(ada, item, limit=2)
    second = listed(ada, item, limit=2, cursor=first["next_cursor"])
    lines = [*first["items"], *second["items"]]
    assert [line["id"] for line in lines] == handed_in[::-1]
    assert [(line["number"], line["kind"]) for line in lines] == [(3, "submit"), (2, "submit"), (1, "run")]
    assert second["next_cursor"] is None
    assert ada.get(f"/attempt/submissions/{handed_in[1]}/source").json() == {"source": "turn = 1\n"}


def test_nobody_reads_the_code_another_person_handed_in(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    ada, bob = service.invite(recruiter, assessment), service.invite(recruiter, assessment)
    item, other = code(ada), code(bob)
    mine = hand_in(ada, item, "secret = 1\n")
    assert bob.get(f"/attempt/submissions/{mine}/source").status_code == 404
    assert bob.get("/attempt/submissions", params={"item_id": item}).status_code == 404
    assert listed(bob, other)["items"] == []
    assert bob.get("/attempt/submissions").status_code == 422
