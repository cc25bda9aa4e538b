from typing import Any

from sqlalchemy import select

from app.models import Calibration, ItemVersion
from tests.app.reviews.prose import assessment, hand_in, reviewers, take
from tests.service import Caller, Service


def test_who_has_not_agreed_with_the_exemplars_gets_no_real_response(service: Service) -> None:
    service.app.state.settings = service.app.state.settings.model_copy(update={"calibration_agreement": 0.75})
    owner, (reviewer, other) = service.staff(), reviewers(service, 2)
    hand_in(service, owner, assessment(service, owner))
    assert take(reviewer) is None
    (review, *_) = reviewer.get("/reviews").json()["items"]
    refused = reviewer.get(f"/reviews/{review['id']}")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:not-calibrated")
    assert reviewer.post(f"/reviews/{review['id']}/claim").status_code == 409
    assert reviewer.put(f"/reviews/{review['id']}", {"levels": {}}).status_code == 409
    queue = reviewer.get("/reviews/queue").json()
    assert (queue["waiting"], [item["calibrated"] for item in queue["items"]]) == (0, [False, False])

    version = queue["items"][0]["item_version_id"]
    path = f"/calibrations/{version}"
    known = levels_known(service, version, reviewer.get(path))
    failed = reviewer.post(path, {"levels": dict.fromkeys(known, 0)}).json()
    assert not failed["passed"]
    assert [one["known"] for one in failed["passages"]] == sorted(known.values())
    assert take(reviewer) is None
    passed = reviewer.post(path, {"levels": known}).json()
    assert (passed["passed"], passed["agreement"]) == (True, 1.0)
    assert (take(reviewer) or {})["item_version_id"] == version
    assert take(other) is None
    again = reviewer.get(path).json()
    assert (again["tries"], again["best"]) == (2, 1.0)
    with service.database.read() as session:
        kept = session.scalars(select(Calibration.agreement).order_by(Calibration.at, Calibration.agreement))
        assert list(kept) == [failed["agreement"], 1.0]


def levels_known(service: Service, version: str, task: Any) -> dict[str, int]:
    """The level of each passage, which the task does not tell."""
    with service.database.read() as session:
        content = next(v.content for v in session.scalars(select(ItemVersion)) if str(v.id) == version)
    order = [passage["text"] for passage in content["exemplars"]["passages"]]
    assert {"id", "text"} == {name for passage in task.json()["passages"] for name in passage}
    return {passage["id"]: order.index(passage["text"]) for passage in task.json()["passages"]}


def test_a_calibration_takes_every_passage_and_levels_that_there_are(service: Service) -> None:
    owner, (reviewer,) = service.staff(), reviewers(service, 1)
    hand_in(service, owner, assessment(service, owner))
    version = reviewer.get("/reviews/queue").json()["items"][0]["item_version_id"]
    path = f"/calibrations/{version}"
    ids = [passage["id"] for passage in reviewer.get(path).json()["passages"]]
    assert refused(reviewer, path, dict.fromkeys(ids[:-1], 0))
    assert refused(reviewer, path, dict.fromkeys(ids, 9))
    assert refused(reviewer, path, dict.fromkeys([*ids, "another"], 0))


def refused(reviewer: Caller, path: str, levels: dict[str, int]) -> bool:
    return reviewer.post(path, {"levels": levels}).status_code == 422
