import base64
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from app.models import FormItem, Review, Role
from tests.app.reviews.prose import assessment, at_level, hand_in, reviewers, take
from tests.service import Caller, Service


def waiting(service: Service, people: int) -> None:
    """Two responses of each of `people`, all of one assessment."""
    owner = service.staff()
    made = assessment(service, owner)
    for _ in range(people):
        hand_in(service, owner, made)


def attempts_in_order(service: Service, ids: list[str]) -> list[tuple[str, str]]:
    """The item and the attempt of each review."""
    with service.database.read() as session:
        rows = session.execute(
            select(Review.id, FormItem.item_version_id, FormItem.attempt_id).join(FormItem)
        )
        found = {str(row[0]): (str(row[1]), str(row[2])) for row in rows}
    return [found[one] for one in ids]


def test_reviewers_who_ask_at_once_are_never_handed_the_same_response(service: Service) -> None:
    waiting(service, 2)
    callers = reviewers(service, 6)
    with ThreadPoolExecutor(6) as hands:
        taken = [review["id"] for review in hands.map(take, callers) if review]
    assert len(taken) == len(set(taken)) == 4
    again = take(callers[0])
    assert again is None or again["id"] in taken


def test_what_a_reviewer_opened_is_theirs_until_the_time_is_over(service: Service) -> None:
    waiting(service, 1)
    ada, bob = reviewers(service, 2)
    first, second = take(ada), take(bob)
    assert first
    assert second
    assert first["id"] != second["id"]
    assert (take(ada) or {})["id"] == first["id"]  # a reload goes on where it was
    refused = bob.put(f"/reviews/{first['id']}", at_level(first, 1))
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:review-taken")
    assert first["id"] not in bob.get("/reviews").text
    service.clock.advance(1000)
    assert ada.post(f"/reviews/{first['id']}/claim").status_code == 200  # kept for longer
    service.clock.advance(1000)
    assert bob.put(f"/reviews/{first['id']}", at_level(first, 1)).status_code == 409
    service.clock.advance(1000)
    assert bob.put(f"/reviews/{first['id']}", at_level(first, 1)).status_code == 200
    late = ada.put(f"/reviews/{first['id']}", at_level(first, 2))
    assert (late.status_code, late.json()["type"]) == (409, "urn:bn-assess:review-taken")


def score_all(service: Service, reviewer: Caller) -> list[str]:
    """The reviews a reviewer is handed, scored, in their order."""
    ids = []
    while review := take(reviewer):
        ids.append(review["id"])
        assert reviewer.put(f"/reviews/{review['id']}", at_level(review, 1)).status_code == 200
    return ids


def test_one_item_is_scored_after_the_other_and_no_order_tells_people_apart(service: Service) -> None:
    waiting(service, 5)
    (reviewer,) = reviewers(service, 1)
    listed = reviewer.get("/reviews?limit=3")
    assert [row["id"] for row in listed.json()["items"]] == sorted(r["id"] for r in listed.json()["items"])
    cursor = base64.urlsafe_b64decode(listed.json()["next_cursor"]).decode()
    year = str(service.now.year)
    assert year not in cursor  # no instant, which all answers of one person share
    assert f'"{year}-03-01"' in listed.text
    assert f"{year}-03-01T" not in listed.text
    order = attempts_in_order(service, score_all(service, reviewer))
    items = [item for item, _ in order]
    assert len(order) == 10
    assert items == sorted(items, key=items.index)
    assert len({attempt for _, attempt in order[:5]}) == 5


def test_what_is_passed_over_is_free_for_others_and_comes_back_last(service: Service) -> None:
    waiting(service, 2)
    ada, bob = reviewers(service, 2)
    first = take(ada)
    assert first
    assert ada.post(f"/reviews/{first['id']}/skip").status_code == 204
    queue = ada.get("/reviews/queue").json()
    assert (queue["waiting"], sum(item["skipped"] for item in queue["items"])) == (4, 1)
    assert bob.post(f"/reviews/{first['id']}/claim").status_code == 200
    assert bob.post(f"/reviews/{first['id']}/skip").status_code == 204
    assert score_all(service, ada)[-1] == first["id"]
    assert len(ada.get("/reviews?status=done").json()["items"]) == 4


def test_an_admin_may_review_and_a_recruiter_may_not(service: Service) -> None:
    waiting(service, 1)
    assert take(service.staff(Role.ADMIN))
    assert service.staff(email="other@example.org").post("/reviews/next").status_code == 403
