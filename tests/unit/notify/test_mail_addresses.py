"""Whatever address intake takes, notify can write to, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.intake.api.schemas.requests import Email
from services.notify.senders.mime import to_bytes
from tests.fakes.notify import a_contact
from tests.unit.notify.test_mime import SENDER, sent

TAKEN = ["declare@enterprise.example", "张三@例子.中国", "a.b+c@x-y.example.cn", "o'neil@a.b.cn"]
REFUSED = [
    *("a@[192.168.0.1]", "a@b.cn:25", "a(comment)@b.cn", "a@b.cn(comment)"),
    *("a..b@c.cn", ".a@b.cn", "a.@b.cn", "a@b..cn", "a@.b.cn", "a@b.cn.", "a@localhost"),
    *("a@b@c.cn", "<a@b.cn>", '"a b"@c.cn', "a@b.cn,c@d.cn", "a@b.cn;c@d.cn", "a b@c.cn"),
]
EMAIL: TypeAdapter[str] = TypeAdapter(Email)


def taken(address: str) -> str | None:
    """What intake makes of it; None when it is refused."""
    try:
        return EMAIL.validate_python(address)
    except ValidationError:
        return None


def written(address: str) -> bool:
    """Whether notify can write to it."""
    try:
        return bool(to_bytes(sent(a_contact(address)), SENDER))
    except ValueError:
        return False


@pytest.mark.parametrize("address", TAKEN)
def test_an_address_that_offices_have_is_taken_and_written_to(address: str) -> None:
    assert taken(address) == address
    assert written(address)


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_over_which_mail_servers_differ_is_refused_at_once(address: str) -> None:
    assert taken(address) is None
    assert not written(address)


@given(st.text(st.sampled_from('ab.@[]():;,<>"\\ -张\u200b'), max_size=12))
def test_the_two_agree_about_any_text(text: str) -> None:
    address = taken(text)
    assert address is None or written(address)
