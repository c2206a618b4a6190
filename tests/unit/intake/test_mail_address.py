"""An address is stored as a mail server reads it, however wide it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.intake.api.schemas.requests import Email

EMAIL: TypeAdapter[str] = TypeAdapter(Email)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｎ", "zhang@example.cn"),
        ("ｚｈａｎｇ@example.cn", "zhang@example.cn"),
        ("zhang＠example.cn", "zhang@example.cn"),
        ("　zhang@example.cn　", "zhang@example.cn"),
        ("张三@example.cn", "张三@example.cn"),
    ],
)
def test_full_width_letters_are_those_that_they_stand_for(typed: str, kept: str) -> None:
    assert EMAIL.validate_python(typed) == kept


@given(st.from_regex(r"[a-z0-9._+-]{1,20}", fullmatch=True))
def test_an_address_is_the_same_however_wide_it_was_typed(local: str) -> None:
    def kept(address: str) -> str | None:
        try:
            return EMAIL.validate_python(address)
        except ValidationError:
            return None

    address = f"{local}@example.cn"
    assert kept(address.translate(WIDE)) == kept(address)
