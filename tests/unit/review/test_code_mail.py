"""The mail that carries a code to an objector."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.lists.code_refusals import CodeJustMade, CodeWorn, WrongCode
from services.review.domain.lists.verifying import (
    MOST_CODES,
    MOST_WRONG_CODES,
    NEXT_CODE_AFTER,
    Code,
    check_code,
    made_anew,
)
from services.review.senders.code_mail import letter

AT = datetime(2020, 1, 8, 3, tzinfo=UTC)
CODE = Code(
    objection="o-1",
    list="l1",
    email="zhangsan@example.cn",
    code="20481357",
    verify_by=datetime(2020, 1, 13, 16, tzinfo=UTC),
)


def test_it_says_the_code_and_until_when_in_both_languages() -> None:
    mail = letter(CODE, "Laurel <notices@example.cn>", AT)
    text = mail.get_content()
    assert text.count("20481357") == 2
    assert text.count("2020-01-14 00:00") == 2
    assert text.count("o-1") == 2
    assert (mail["To"], mail["From"]) == ("zhangsan@example.cn", "Laurel <notices@example.cn>")
    assert mail["Message-ID"] == letter(CODE, "Laurel <notices@example.cn>", AT)["Message-ID"]


@pytest.mark.parametrize("address", ["zhang\nBcc: x@example.cn", "zhang@example.cn\r\nX: y"])
def test_an_address_adds_no_header(address: str) -> None:
    wrong = CODE.model_copy(update={"email": address})
    with pytest.raises(ValueError):
        letter(wrong, "Laurel <notices@example.cn>", AT)


def test_so_many_wrong_codes_make_one_void_and_the_right_one_with_it() -> None:
    check_code(CODE.model_copy(update={"wrong": MOST_WRONG_CODES}), CODE.code, "o-1")
    with pytest.raises(WrongCode):
        check_code(CODE.model_copy(update={"wrong": 1}), "00000000", "o-1")
    for worn in (None, CODE.model_copy(update={"wrong": MOST_WRONG_CODES + 1})):
        with pytest.raises(CodeWorn):
            check_code(worn, CODE.code, "o-1")


def test_a_new_code_has_the_same_term_and_nothing_else_of_the_one_before() -> None:
    worn = CODE.model_copy(update={"wrong": 9, "tries": 3, "refused": "550", "made_at": AT})
    at = AT + NEXT_CODE_AFTER
    new = made_anew(worn, "11112222", at)
    assert new == CODE.model_copy(update={"code": "11112222", "made": 2, "made_at": at})
    ids = {letter(each, "Laurel <notices@example.cn>", at)["Message-ID"] for each in (CODE, new)}
    assert len(ids) == 2


def test_codes_follow_one_another_only_after_some_minutes_and_not_more_than_a_few_times() -> None:
    code, at = CODE.model_copy(update={"made_at": AT}), AT
    for n in range(2, MOST_CODES + 1):
        with pytest.raises(CodeJustMade) as soon:
            made_anew(code, "0" * 8, at + NEXT_CODE_AFTER - timedelta(milliseconds=1))
        assert soon.value.retry_after == 1
        at += NEXT_CODE_AFTER
        code = made_anew(code, f"{n:08}", at)
    with pytest.raises(CodeWorn):
        made_anew(code, "0" * 8, at + timedelta(days=1))


def test_a_code_of_before_they_were_counted_can_be_made_anew() -> None:
    assert made_anew(CODE, "11112222", AT).made == 2
