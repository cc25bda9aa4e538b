from app.reviews.passages import point
from question_bank.item import Criterion
from tests.app.reviews.prose import assessment, hand_in, reviewers
from tests.service import Service

RUBRIC = [
    Criterion.model_validate(
        {
            "id": name,
            "title": title,
            "levels": [{"points": at, "description": text} for at, text in enumerate(levels)],
        }
    )
    for name, title, levels in (
        (
            "training",
            "Statistics in training",
            ("Missing.", "Names the batch mean.", "Says why it is noisy."),
        ),
        (
            "serving",
            "Statistics in serving",
            ("Missing.", "Names running averages.", "Says they are frozen."),
        ),
    )
]
TEXT = "Noisy batches have a noisy mean. Cats sleep.\n\nIn serving the running average, v1.5, is used! Frozen"


def test_a_sentence_is_pointed_to_for_the_words_it_shares_with_a_criterion_and_for_nothing_else() -> None:
    found = [(one.criterion, TEXT[one.start : one.end], one.words) for one in point(TEXT, RUBRIC)]
    assert found == [
        ("training", "Noisy batches have a noisy mean.", ("noisy", "batches", "mean")),
        ("serving", "In serving the running average, v1.5, is used!", ("serving", "running", "average")),
    ]


def test_words_of_every_criterion_point_nowhere() -> None:
    assert point("Statistics of the statistics, in statistics.", RUBRIC) == []
    assert point("", RUBRIC) == []


def test_passages_are_shown_only_where_the_assessment_asks_for_them(service: Service) -> None:
    owner, (reviewer,) = service.staff(), reviewers(service, 1)
    made = assessment(service, owner)
    said = "In inference a batch may hold one row: the batch statistics are gone, the running ones stand in."
    hand_in(service, owner, made, f"Cats sleep. {said}")
    ids = [row["id"] for row in reviewer.get("/reviews").json()["items"]]
    assert [reviewer.get(f"/reviews/{one}").json()["passages"] for one in ids] == [None, None]
    owner.request("PATCH", f"/assessments/{made}", json={"reviewing": {"point_to_passages": True}})
    views = [reviewer.get(f"/reviews/{one}").json() for one in ids]
    pointed_to = {passage["text"] for shown in views for passage in shown["passages"]}
    assert pointed_to == {said}
