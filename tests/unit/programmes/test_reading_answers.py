"""An answer is read as what it means, and kept in one form; what could mean another is refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.programmes.form import AnswerField, AnswerType
from shared.programmes.reading_answers import UnreadableAnswer, expected_answer, read_answer
from shared.programmes.strict import Bilingual, Named

TEXT = Bilingual(zh="甲", en="a")


def a_field(type_: AnswerType, **more: Any) -> AnswerField:
    return AnswerField(id="x", name=TEXT, type=type_, required=True, clause=TEXT, help=TEXT, **more)


CHOICE = a_field(
    "choice",
    choices=(
        Named(id="first-of", name=Bilingual(zh="首台（套）", en="First set")),
        Named(id="other", name=Bilingual(zh="其他", en="Other")),
    ),
)
IN_WAN = a_field("number", unit=Bilingual(zh="万元", en="10,000 yuan"))


@pytest.mark.parametrize(
    "written",
    [
        "2019-08-03",
        "2019-8-3",
        "2019/8/3",
        "2019.08.03",
        "20190803",
        "2019年8月3日",
        "2019 年 8 月 3 日",
        "2019年08月3号",
        "２０１９年８月３日",
        "２０１９－０８－０３",
        "  2019-08-03\n",
        "\ufeff2019-08-03\u200b",
    ],
)
def test_a_day_with_its_year_is_one_day_however_it_was_written(written: str) -> None:
    assert read_answer(a_field("date"), written) == "2019-08-03"


@pytest.mark.parametrize(
    "written",
    ["8/3/2019", "19-8-3", "2019-8", "2019-02-30", "2019/8-3", "2019-08-30T00:00:00Z", "明天",
     20190803, True, ["2019-08-03"], "2019-13-01"],
)  # fmt: skip
def test_what_may_be_another_day_or_none_is_no_date(written: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        read_answer(a_field("date"), written)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_kept_as_it_is_written_by_iso(day: date) -> None:
    field = a_field("date")
    assert read_answer(field, day.isoformat()) == day.isoformat()
    assert read_answer(field, f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert field.fault(read_answer(field, f"{day.year}/{day.month}/{day.day}")) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (12.5, 12.5), (12.0, 12), ("123", 123), ("１２３", 123), (" 123 ", 123),
        ("123,456.5", 123456.5), ("1，234，567", 1234567), ("1 234 567", 1234567),
        ("1\u00a0234", 1234), ("-0.5", -0.5),
        ("−3", -3), ("+3", 3), ("3.00", 3), (10**400, 10**400), ("１２３．５", 123.5),
    ],
)  # fmt: skip
def test_a_number_is_one_with_or_without_separators(written: Any, meant: float) -> None:
    read = read_answer(a_field("number"), written)
    assert (read, type(read)) == (meant, type(meant))


@pytest.mark.parametrize(
    "written",
    ["12万", "12万元", "1,2", "12,34", "1,234,56", "1,234 567", "1.234.567", "1e5", "十二", "约12",
     "12%", "nan", "Infinity", "0x1f", True, [1], {}],
)  # fmt: skip
def test_what_is_no_number_or_could_be_another_is_not_guessed_at(written: Any) -> None:
    for kind in ("number", "integer"):
        with pytest.raises(UnreadableAnswer):
            read_answer(a_field(kind), written)


def test_the_unit_that_the_form_asks_in_may_stand_behind_a_number() -> None:
    assert read_answer(IN_WAN, "1,200万元") == 1200
    assert read_answer(IN_WAN, "1200 10,000 Yuan".replace("Yuan", "yuan")) == 1200
    with pytest.raises(UnreadableAnswer):
        read_answer(IN_WAN, "1200元")


@pytest.mark.parametrize(("written", "meant"), [("12", 12), (12.0, 12), ("12.0", 12), (7, 7)])
def test_a_whole_number_is_one_however_it_was_written(written: Any, meant: int) -> None:
    read = read_answer(a_field("integer"), written)
    assert (read, type(read)) == (meant, int)


@pytest.mark.parametrize("written", [2.5, "2.5", "2,5"])
def test_a_part_of_one_is_no_whole_number(written: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        read_answer(a_field("integer"), written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [(True, True), (False, False), ("是", True), ("否", False), ("Yes", True), ("no", False),
     (" ＮＯ ", False), ("TRUE", True), ("false", False), ("y", True), ("n\u200b", False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_words(written: Any, meant: bool) -> None:
    assert read_answer(a_field("boolean"), written) is meant


@pytest.mark.parametrize("written", ["maybe", "不是", "有", 1, 0, "1", [], {"a": True}])
def test_what_is_neither_yes_nor_no_is_not_guessed_at(written: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        read_answer(a_field("boolean"), written)


@pytest.mark.parametrize(
    "written", ["first-of", "First-Of", "首台(套)", "首台（套）", " first set ", "ｆｉｒｓｔ－ｏｆ"]
)
def test_a_choice_is_known_by_its_id_and_its_names(written: str) -> None:
    assert read_answer(CHOICE, written) == "first-of"


@pytest.mark.parametrize("written", ["second", 1, True, ["first-of"]])
def test_what_is_none_of_the_choices_is_told_with_them(written: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        read_answer(CHOICE, written)
    said = expected_answer(CHOICE)
    assert said.zh == "须为下列之一：first-of（首台（套））、other（其他）"
    assert said.en == "must be one of: first-of, other"


@pytest.mark.parametrize("kind", ["text", "number", "integer", "boolean", "date", "choice"])
@pytest.mark.parametrize("blank", [None, "", "  ", "\u200b", "\u3000"])
def test_a_blank_is_no_answer_and_no_fault(kind: AnswerType, blank: Any) -> None:
    field = CHOICE if kind == "choice" else a_field(kind)
    assert read_answer(field, blank) == blank
    assert field.fault(blank) == "not_provided"


def test_a_text_is_kept_as_it_was_written_and_nothing_else_is_one() -> None:
    assert read_answer(a_field("text"), " 甲 １ ") == " 甲 １ "
    for other in (1, True, ["a"]):
        with pytest.raises(UnreadableAnswer):
            read_answer(a_field("text"), other)


@given(st.text(max_size=30) | st.integers() | st.floats(allow_nan=False) | st.booleans())
def test_what_was_read_once_is_read_as_the_same_again(value: Any) -> None:
    for field in (a_field("number"), a_field("date"), a_field("boolean"), CHOICE, IN_WAN):
        try:
            read = read_answer(field, value)
        except UnreadableAnswer:
            continue
        assert read_answer(field, read) == read
        assert field.fault(read) != "wrong_type"
