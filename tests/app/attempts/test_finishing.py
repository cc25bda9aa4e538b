from tests.app.reports.test_reports import counted_queries
from tests.service import Service


def test_ending_an_attempt_asks_as_little_of_the_database_for_many_choices_as_for_few(
    service: Service,
) -> None:
    recruiter, asked = service.staff(), []
    for count in (2, 6):
        section = {"title": "All", "draws": [{"types": ["single_choice"], "count": count}]}
        design = {"title": "Choices", "time_limit_s": 600, "sections": [section]}
        ada = service.invite(recruiter, service.published(recruiter, design))
        for item in ada.post("/attempt").json()["sections"][0]["items"]:
            ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": {"choice": "a"}})
        with counted_queries(service) as statements:
            assert ada.post("/attempt/finish").status_code == 200
        # Sums that stay as they were are not written again, so UPDATEs depend on what was answered right.
        asked.append(sum(not words.startswith("UPDATE") for words in statements))
    assert asked[0] == asked[1] <= 15, asked
