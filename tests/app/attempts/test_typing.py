"""How code grew, by sizes: told openly by the browser, read by staff."""

from tests.app.attempts.test_scoring import attempt_of
from tests.service import Service, items_by_type


def test_sizes_of_typing_are_kept_by_time_apart_from_the_timeline(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]

    def typed(second: int, size: int, length: int) -> dict[str, object]:
        at = f"2026-01-01T10:00:{second:02}Z"
        return {"kind": "typing", "at": at, "item_id": item, "size": size, "length": length}

    for events in (
        [typed(59, 7, 120)],
        [typed(30, 20, 113), {"kind": "paste", "at": "2026-01-01T10:00:20Z"}],
    ):
        assert ada.post("/attempt/events", events).status_code == 204
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    told = [
        (entry["item_id"], entry["at"][17:19], entry["size"], entry["length"]) for entry in report["typing"]
    ]
    assert told == [(item, "30", 20, 113), (item, "59", 7, 120)]
    assert [entry["what"] for entry in report["timeline"]].count("typing") == 0
    assert "paste" in [entry["what"] for entry in report["timeline"]]


def test_typing_names_an_item_of_ones_own_and_only_typing_names_one(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    event = {"at": "2026-01-01T10:00:00Z", "size": 1}
    foreign = {**event, "kind": "typing", "item_id": "00000000-0000-4000-8000-000000000000", "length": 1}
    assert ada.post("/attempt/events", [foreign]).status_code == 404
    for wrong in (
        {**event, "kind": "typing", "item_id": item},
        {**event, "kind": "typing", "length": 3},
        {**event, "kind": "paste", "item_id": item, "length": 3},
        {**event, "kind": "typing", "item_id": item, "length": -1},
    ):
        assert ada.post("/attempt/events", [wrong]).status_code == 422
