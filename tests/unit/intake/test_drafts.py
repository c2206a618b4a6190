"""Drafts: what they hold, and what they refuse."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.intake.domain.application import draft_id
from services.intake.domain.drafting import (
    Amendment,
    add_materials,
    amend,
    open_draft,
    remove_material,
    rename,
)
from services.intake.domain.refusals import CallClosed, InvalidFields, NotADraft
from shared.errors import FieldError, NotFound, Rejected
from shared.programmes import UnknownRound
from shared.values import Bilingual
from tests.unit.intake.applications import (
    NOON,
    ONE_MS,
    PROGRAMME,
    ROUND,
    USCC,
    a_draft,
    a_material,
    amendment,
    an_enterprise,
    submitted,
)


def test_the_same_key_of_the_same_enterprise_names_the_same_draft() -> None:
    assert draft_id(USCC, "k") == draft_id(USCC, "k")
    assert len({draft_id(USCC, "k"), draft_id(USCC, "l"), draft_id("9" * 18, "k")}) == 3


def test_a_draft_is_pinned_to_the_version_in_force_and_takes_the_enterprise_s_industry() -> None:
    draft = a_draft()
    assert (draft.programme_version, draft.industry, draft.stage) == ("2019.1", "3912", "draft")


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (ROUND.opens_at - ONE_MS, False),
        (ROUND.opens_at, True),
        (ROUND.closes_at - ONE_MS, True),
        (ROUND.closes_at, False),
    ],
)
def test_a_call_is_open_from_its_first_instant_until_24_00_of_its_last_day(
    at: datetime, open_: bool
) -> None:
    if open_:
        assert a_draft(at).created_at == at
        return
    with pytest.raises(CallClosed) as refused:
        a_draft(at)
    assert refused.value.code == "call-closed"
    assert "until before 2019-07-13 00:00:00 Beijing time" in refused.value.detail
    assert [error.field for error in refused.value.errors] == ["round"]


def test_an_unknown_round_is_refused() -> None:
    with pytest.raises(UnknownRound) as refused:
        open_draft("x", an_enterprise(), PROGRAMME, "2018", amendment(), NOON)
    assert refused.value.errors == (FieldError("round", "must be one of: 2019"),)


def test_a_category_that_the_programme_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(InvalidFields) as refused:
        a_draft(category="toys")
    assert [error.field for error in refused.value.errors] == ["category"]


def test_a_district_that_the_programme_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidFields) as refused:
        open_draft("x", an_enterprise(district="nanshan"), PROGRAMME, "2019", amendment(), NOON)
    assert [error.field for error in refused.value.errors] == ["district"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"shoe_size": 1}, "answers.shoe_size"),
        ({"M04": ["a"]}, "answers.M04"),
        ({"M04": "x" * 20_001}, "answers.M04"),
        ({"product_sales": 2**63}, "answers.product_sales"),
        ({"product_sales": float("nan")}, "answers.product_sales"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused(answers: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        a_draft(answers=answers)
    assert [error.field for error in refused.value.errors] == [field]


def test_an_unfinished_answer_may_stand_in_a_draft() -> None:
    assert a_draft(answers={"M04": "short"}).answers == {"M04": "short"}


def test_all_that_does_not_fit_is_told_at_once() -> None:
    wrong = Amendment(category="toys", district="yy", answers={"zz": 1, "regulated": "maybe"})
    with pytest.raises(InvalidFields) as refused:
        a_draft(category="toys", district="yy", answers={"zz": 1, "regulated": "maybe"})
    fields = ["category", "district", "answers.zz", "answers.regulated"]
    assert [error.field for error in refused.value.errors] == fields
    with pytest.raises(InvalidFields) as refused:
        amend(a_draft(), PROGRAMME, wrong)
    assert [error.field for error in refused.value.errors] == fields


def test_an_answer_is_kept_in_one_form_however_it_was_written() -> None:
    said = {"regulated": "否", "high_impact": " Ｙｅｓ ", "product_sales": "１２３,４５６.５"}
    draft = a_draft(answers=said)
    assert draft.answers == {"regulated": False, "high_impact": True, "product_sales": 123456.5}
    assert amend(draft, PROGRAMME, Amendment(answers={"regulated": "是"})).answers["regulated"]


def test_what_can_be_read_in_no_way_is_told_with_what_is_expected() -> None:
    with pytest.raises(InvalidFields) as refused:
        a_draft(answers={"product_sales": "12万"})
    (fault,) = refused.value.errors
    assert fault.message.startswith("must be a number in digits, such as 123456.5 or 123,456.5")
    assert "不写“万”“亿”" in (fault.zh or "")


def test_an_amendment_merges_answers_and_null_erases_one() -> None:
    draft = a_draft(answers={"regulated": True, "M04": "x"})
    changed = amend(draft, PROGRAMME, Amendment(answers={"M04": None, "high_impact": False}))
    assert changed.answers == {"regulated": True, "high_impact": False}
    assert replace(changed, answers=draft.answers) == draft


def test_a_submitted_application_can_not_be_amended_nor_get_or_lose_a_file() -> None:
    application = submitted("M01")
    with pytest.raises(NotADraft) as refused:
        amend(application, PROGRAMME, Amendment(category="aerospace"))
    assert "GHPJ-2019-000001" in refused.value.detail
    with pytest.raises(NotADraft):
        add_materials(application, PROGRAMME, [a_material("M02")])
    with pytest.raises(NotADraft):
        remove_material(application, application.materials[0].id)


def test_the_same_file_for_the_same_requirement_is_not_added_twice() -> None:
    draft = add_materials(a_draft(), PROGRAMME, [a_material("M01")])
    assert add_materials(draft, PROGRAMME, [a_material("M01")]) == draft


def test_more_files_than_the_programme_takes_are_refused() -> None:
    draft = add_materials(a_draft(), PROGRAMME, [a_material("M01")])
    with pytest.raises(Rejected) as refused:
        add_materials(draft, PROGRAMME, [a_material("M01", "other")])
    assert refused.value.code == "too-many-files"
    assert [error.field for error in refused.value.errors] == ["M01"]


def test_a_file_that_is_removed_is_gone_and_can_not_be_removed_again() -> None:
    draft = add_materials(a_draft(), PROGRAMME, [a_material("M01"), a_material("M02")])
    less = remove_material(draft, a_material("M01").id)
    assert less.materials == (a_material("M02"),)
    with pytest.raises(NotFound):
        remove_material(less, a_material("M01").id)


def test_a_renamed_enterprise_has_its_new_name_on_its_drafts() -> None:
    new = Bilingual(zh="新名", en="New")
    renamed = rename(a_draft(), an_enterprise(name=new, district="xinhui"))
    assert (renamed.enterprise, renamed.district) == (new, "xinhui")


def test_a_district_that_the_draft_gave_stays_when_the_enterprise_moves() -> None:
    given = a_draft(district="jianghai")
    later = amend(a_draft(), PROGRAMME, Amendment(district="taishan"))
    moved = an_enterprise(district="xinhui")
    assert [rename(draft, moved).district for draft in (given, later, a_draft())] == [
        "jianghai",
        "taishan",
        "xinhui",
    ]


def test_a_draft_of_an_enterprise_from_elsewhere_needs_a_district_of_its_own() -> None:
    elsewhere = an_enterprise(district="nanshan")
    with pytest.raises(InvalidFields) as refused:
        open_draft("x", elsewhere, PROGRAMME, "2019", amendment(), NOON)
    (error,) = refused.value.errors
    assert error.field == "district"
    assert "pengjiang, jianghai" in error.message
    assert "`district`" in error.message
    draft = open_draft("x", elsewhere, PROGRAMME, "2019", amendment(district="heshan"), NOON)
    assert (draft.district, draft.district_given) == ("heshan", True)
    with pytest.raises(InvalidFields) as unknown:
        open_draft("x", elsewhere, PROGRAMME, "2019", amendment(district="nanshan"), NOON)
    assert [error.field for error in unknown.value.errors] == ["district"]
