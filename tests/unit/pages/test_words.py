"""Figures, days and phrases in both languages."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.api.pages.activity_phrases import ACTIVITIES
from services.review.api.pages.certificate_phrases import CERTIFICATES
from services.review.api.pages.objection_phrases import OBJECTIONS
from services.review.api.pages.phrases import LISTS
from services.stats.api.pages.document_phrases import PRINTED
from services.stats.api.pages.phrases import BOARD
from shared.figure_words import in_unit, number, ordinal, percent, share
from shared.languages import Language, preferred
from shared.pages import Phrase
from shared.pages.moments import deadline, moment
from shared.pages.phrases import Words
from shared.pages.shell_phrases import SHELL
from shared.rounding import half_up

ROOT = Path(__file__).parents[3]
CATALOGUES: dict[str, tuple[Mapping[str, Phrase], str]] = {
    "shell": (SHELL, "shared/pages"),
    "board": ({**BOARD, **PRINTED}, "services/stats/api/pages"),
    "lists": ({**LISTS, **OBJECTIONS, **CERTIFICATES}, "services/review/api/pages"),
}


def test_no_phrase_of_one_page_takes_the_place_of_another_page_s() -> None:
    for tables in ((LISTS, OBJECTIONS, ACTIVITIES, CERTIFICATES), (BOARD, PRINTED)):
        keys = [key for table in tables for key in table]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("80.45", "80.5%"), ("80.44", "80.4%"), ("0.05", "0.1%"), ("1234.5", "1,234.5%")],
)
def test_a_share_is_rounded_half_up(value: str, shown: str) -> None:
    assert percent(Decimal(value)) == shown


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 4))
def test_rounding_is_symmetric_and_never_further_than_half_a_step(
    value: Decimal, decimals: int
) -> None:
    step = Decimal(1).scaleb(-decimals)
    assert half_up(-value, decimals) == -half_up(value, decimals)
    assert abs(half_up(value, decimals) - value) <= step / 2


def test_a_change_has_its_sign_and_a_real_minus() -> None:
    signed = [number(Decimal(v), decimals=1, signed=True) for v in ("2.487", "-3", "0", "-0.04")]

    assert signed == ["+2.5", "\u22123.0", "0.0", "0.0"]


@pytest.mark.parametrize(
    ("language", "shown"), [("zh", "\u22123.0 个百分点"), ("en", "\u22123.0 percentage points")]
)
def test_a_difference_of_shares_is_in_points_and_never_in_percent(
    language: Language, shown: str
) -> None:
    assert in_unit(Decimal(-3), "percentage_point", language, decimals=1, signed=True) == shown


def test_a_share_of_nothing_is_no_share() -> None:
    assert share(0, 0) is None


def test_ranks_are_counted_as_people_do() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 5, 11, 12, 22, 113)] == [
        "1st",
        "2nd",
        "3rd",
        "5th",
        "11th",
        "12th",
        "22nd",
        "113th",
    ]


def test_a_deadline_names_the_day_that_it_ends() -> None:
    end = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

    assert deadline(end, "zh") == "2026年11月22日（星期日）24:00前"
    assert deadline(end, "en") == "by midnight at the end of Sunday, 22 November 2026".replace(
        "Sunday,", "Sunday"
    )


def test_times_are_those_of_beijing() -> None:
    assert moment(datetime(2026, 11, 22, 3, 20, tzinfo=UTC)) == "2026-11-22 11:20"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "zh"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.3,zh;q=0.7", "zh"),
        ("de,fr;q=0.5", "zh"),
        ("en;q=0", "zh"),
        ("en;q=much", "zh"),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(
    asked: str | None, language: Language
) -> None:
    assert preferred(asked) == language


def test_one_thing_is_told_in_the_singular() -> None:
    words = Words({"found": Phrase("{n} 项", "{n} entries", "1 entry")}, "en")

    assert [words("found", n=n) for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_are_filled_in_with_the_same_values(name: str) -> None:
    def values(text: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(text) if field}

    phrases, _ = CATALOGUES[name]
    assert [key for key, p in phrases.items() if values(p.zh) != values(p.en)] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_phrase_is_left_that_no_page_says(name: str) -> None:
    phrases, folder = CATALOGUES[name]
    # The words of the shell may be used by every page.
    everywhere = ("shared/pages", *(where for _, where in CATALOGUES.values()))
    places = everywhere if name == "shell" else (folder,)
    found = (f for place in places for f in (ROOT / place).rglob("*.*"))
    files = [f for f in found if f.suffix in (".html", ".py")]
    said = "".join(f.read_text("utf-8") for f in files if "phrases" not in f.name)
    made = (
        *("unit_", "outcome_", "wrong_", "removed_", "object_as_", "report_as_"),
        *("other_kind_", "name_", "receipt_", "search_", "subject_", "verdict_", "meaning_"),
        *("kept_", "worth_", "applicant_", "names_as_of_", "corrected_", "correction_", "why_"),
    )
    built = re.compile("|".join(made) + r"|.*_(title|text|hint|session)$")

    unsaid = [k for k in phrases if not re.search(rf"\b{k}\b", said) and not built.match(k)]

    assert unsaid == []
