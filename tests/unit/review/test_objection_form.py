"""Who objects writes numbers and reasons as people do."""

import pytest
from pydantic import TypeAdapter, ValidationError

from services.review.api.bounds import Reasoning
from services.review.api.lists.objection_schemas import Person
from services.review.domain.lists.telephone import digits_of, in_one_form, without_extension

PERSON = {"kind": "person", "name": "张三", "employer": "某公司", "signature": "张三"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0750-1234567", "0750-1234567"),
        ("０７５０－１２３４５６７", "0750-1234567"),
        ("（０７５０）１２３４５６７", "(0750)1234567"),
        ("＋８６\u3000１３８００１３８０００", "+86 13800138000"),
        ("0750—1234567\u200b", "0750-1234567"),
    ],
)
def test_a_number_may_be_typed_in_full_width(written: str, kept: str) -> None:
    assert Person.model_validate({**PERSON, "phone": written}).phone == kept


@pytest.mark.parametrize(
    "written",
    [
        "0750-1234567转8001",
        "0750-1234567 转 8001",
        "0750-1234567转接8001",
        "0750-1234567-8001",
        "0750-1234567（转8001）",
        "0750-1234567 分机8001",
        "0750-1234567分机号：8001",
        "0750-1234567 内线 8001",
        "0750-1234567 ext. 8001",
        "0750-1234567 Ext 8001",
        "0750-1234567, ext.8001",
        "0750-1234567 EXTENSION: 8001",
        "0750-1234567x8001",
        "0750-1234567#8001",
        "0750-1234567＃8001",
        "0750-1234567*8001",
        "0750-1234567,8001",
        "0750-1234567,,8001#",
        "+86 750 1234567;ext=8001",
        "０７５０－１２３４５６７转８００１",
        "０７５０－１２３４５６７\u3000ｅｘｔ．８００１",
        "0750-1234567\u200b转\u00a08001",
        "400-812-3456转8转001",
        "0750-1234567转8001分机",
    ],
)
def test_a_number_may_have_an_extension(written: str) -> None:
    phone = Person.model_validate({**PERSON, "phone": written}).phone
    assert without_extension(phone) in ("07501234567", "867501234567", "4008123456")
    assert digits_of(phone) == without_extension(phone) + "8001"


@pytest.mark.parametrize(
    "written",
    ["07506200000", "0750 6200000", "(0750)6200000", "+86 750 6200000", "00867506200000",
     "86-0750-6200000", "0750-62000-00"],
)  # fmt: skip
def test_a_number_is_one_however_it_is_dialled(written: str) -> None:
    assert in_one_form(Person.model_validate({**PERSON, "phone": written}).phone) == "7506200000"


@pytest.mark.parametrize(("other", "one"), [("+86 138 0013 8000", "13800138000"), ("8612345",) * 2])
def test_a_number_without_an_area_is_one_as_well(other: str, one: str) -> None:
    assert in_one_form(other) == one


@pytest.mark.parametrize(
    "written",
    [
        *(
            "电话",
            "1",
            "０７５０-abc",
            "转8001",
            "0750-1234567转",
            "0750-1234567转张三",
            "ext. 8001",
        ),
        *("0750-1234567 ext", "0750-1234567转" + "8" * 9, "0750-1234567 or 8001", "x" * 200),
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="must be a number to call"):
        Person.model_validate({**PERSON, "phone": written})


def test_two_thousand_characters_are_counted_as_they_were_typed() -> None:
    reasoning: TypeAdapter[str] = TypeAdapter(Reasoning)
    typed = "\r\n".join(["理由"] * 667)
    assert len(typed) > 2000
    assert reasoning.validate_python(typed) == typed.replace("\r\n", "\n")
