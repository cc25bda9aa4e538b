import pytest

from app.reviews.blind import blank
from tests.app.reviews.prose import assessment, hand_in, reviewers, take
from tests.service import Service

SUBJECT = "How does the norm of a batch matter?"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Yours, Ada Lovelace.", "Yours, [name]."),
        ("ADA  LOVELACE wrote it", "[name] wrote it"),
        ("Lovelace, Ada: the mean", "[name]: the mean"),
        ("Ask ada@example.org or Ada.", "Ask [name] or [name]."),
        ("AdaGrad adapts; an armada", "AdaGrad adapts; an armada"),
    ],
)
def test_a_candidates_own_name_is_blanked_where_it_stands_alone(text: str, shown: str) -> None:
    assert blank(text, name="Ada Lovelace", email="Ada@Example.org", subject=SUBJECT) == shown


def test_words_of_the_subject_stay_though_somebody_is_called_so() -> None:
    text = "The batch matters. Norm Batch says: Norm grows, Batch shrinks, a norm is a norm."
    kept = "The batch matters. [name] says: Norm grows, Batch shrinks, a norm is a norm."
    assert blank(text, name="Norm Batch", email="", subject=SUBJECT) == kept
    assert blank(text, name="Batch", email="", subject=SUBJECT) == text
    assert blank("To mark it well.", name="Mark Willis", email="", subject=SUBJECT) == "To mark it well."


def test_a_name_in_a_script_without_spaces_is_blanked_too() -> None:
    assert blank("我是李明。", name="李明", email="", subject=SUBJECT) == "我是[name]。"
    assert blank("Ich bin Jörg Müller", name="Jörg Müller", email="", subject="") == "Ich bin [name]"


def test_a_reviewer_finds_no_name_in_anything_they_can_fetch(service: Service) -> None:
    owner, (reviewer,) = service.staff(), reviewers(service, 1)
    person = {"name": "Grace Hopper-Murray", "email": "grace@navy.example"}
    made = assessment(service, owner, point_to_passages=True)
    text = "I, Grace Hopper-Murray (grace@navy.example), say: the mean of the batch is noisy. Hopper-Murray"
    hand_in(service, owner, made, text, **person)
    review = take(reviewer)
    assert review
    fetched = [
        reviewer.get(path).text
        for path in ("/reviews", "/reviews/queue", f"/reviews/{review['id']}", "/me", "/reviews?status=done")
    ]
    fetched.append(str(review))
    assert "the mean of the batch is noisy" in fetched[2]
    for body in fetched:
        for secret in ("Hopper", "Grace", "navy.example", made):
            assert secret not in body
    attempt = owner.get(f"/assessments/{made}/attempts").json()["items"][0]["id"]
    assert attempt not in "".join(fetched)
    for path in (f"/attempts/{attempt}", f"/assessments/{made}/attempts"):
        assert reviewer.get(path).status_code == 403
