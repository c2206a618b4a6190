"""How far a round is, in the words of its path; and how a path speaks within sentences."""

import pytest

from services.review.domain.case.progress import CaseCount, progress_of
from services.review.domain.phrases import a_case, in_words, stands, that_stands
from services.review.domain.stages.registry import next_step_at
from shared.programmes import Bilingual, Programme
from tests.programmes.two_lists import two_lists
from tests.unit.review.builders import jiangmen


def counted(stage: str, cases: int, *said: str) -> CaseCount:
    return CaseCount(
        stage=stage,
        complete="incomplete" not in said,
        returned="returned" in said,
        delivery_failed="failed" in said,
        cases=cases,
    )


def test_every_word_of_the_path_is_counted_also_where_nobody_stands() -> None:
    found = progress_of([counted("accepted", 3)], jiangmen().way)
    assert found.stages == {
        **dict.fromkeys((word.id for word in jiangmen().way.words), 0),
        "accepted": 3,
    }
    assert found.cases == 3
    assert list(progress_of([], two_lists().way).stages)[-2:] == ["released", "withdrawn"]


def test_what_formal_review_waits_for_is_counted_by_where_cases_stand() -> None:
    for programme, review, waiting in (
        (jiangmen(), "formal_review", "awaiting_supplement"),
        (two_lists(), "check", "check_awaiting_supplement"),
    ):
        found = progress_of(
            [
                counted(review, 1, "incomplete"),
                counted(review, 2, "incomplete", "returned"),
                counted(review, 4, "returned"),
                counted(waiting, 8, "incomplete"),
                counted("withdrawn", 16, "incomplete"),
                counted(waiting.replace("supplement", "delivery"), 32, "incomplete", "failed"),
            ],
            programme.way,
        )
        assert (found.incomplete, found.supplement_returned) == (3, 6)
        assert (found.clocks_running, found.delivery_failed) == (8, 32)


@pytest.mark.parametrize(
    ("programme", "word", "where", "asked", "of_it", "next_step"),
    [
        (
            jiangmen(),
            "accepted",
            "accepted",
            "an accepted one",
            "accepted application",
            "the recommender puts it on a summary sheet",
        ),
        (
            two_lists(),
            "check_awaiting_delivery",
            "awaiting delivery",
            "a case awaiting delivery",
            "application awaiting delivery",
            "the notification has to reach the applicant",
        ),
        (
            two_lists(),
            "committee",
            "in committee",
            "a case in committee",
            "application in committee",
            "the officers decide",
        ),
        (
            two_lists(),
            "shortlist",
            "in shortlist",
            "a case in shortlist",
            "application in shortlist",
            "the officers announce the list",
        ),
    ],
)
def test_a_place_reads_as_its_programme_calls_it(
    programme: Programme, word: str, where: str, asked: str, of_it: str, next_step: str
) -> None:
    place = programme.way.place(word)
    assert place is not None
    assert (stands(place), a_case(place)) == (where, asked)
    assert that_stands(place, "application") == of_it
    step = next_step_at(place, programme.way)
    assert step is not None
    assert step.en == next_step
    assert step.zh != step.en


def test_a_name_that_begins_with_an_abbreviation_keeps_it() -> None:
    texts = ("R&D review", "SME list", "Formal review", "A vote", "X")
    assert [in_words(Bilingual(zh="甲", en=text)) for text in texts] == [
        *("R&D review", "SME list", "formal review", "a vote", "x")
    ]
