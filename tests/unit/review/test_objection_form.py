"""Who objects writes numbers and reasons as people do."""

import pytest
from pydantic import TypeAdapter, ValidationError

from services.review.api.bounds import Reasoning
from services.review.api.lists.objection_schemas import Person

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


@pytest.mark.parametrize("written", ["电话", "1", "０７５０-abc"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="must be a number to call"):
        Person.model_validate({**PERSON, "phone": written})


def test_two_thousand_characters_are_counted_as_they_were_typed() -> None:
    reasoning: TypeAdapter[str] = TypeAdapter(Reasoning)
    typed = "\r\n".join(["理由"] * 667)
    assert len(typed) > 2000
    assert reasoning.validate_python(typed) == typed.replace("\r\n", "\n")
