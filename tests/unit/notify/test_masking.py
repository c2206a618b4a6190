"""Nobody but the recipient's own mail server sees an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.contact import masked, masked_within

LOCAL = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("zhang@example.cn", "z***@example.cn"),
        ("z@example.cn", "***@example.cn"),
        ("张三@example.cn", "张***@example.cn"),
        ('"a@b"@example.cn', '"***@example.cn'),
        ("not an address", "***"),
    ],
)
def test_only_the_first_letter_and_the_domain_are_shown(address: str, shown: str) -> None:
    assert masked(address) == shown


@given(LOCAL, LOCAL)
def test_masks_tell_neither_length_nor_letters(one: str, other: str) -> None:
    first = one[:1] if len(one) > 1 else ""
    assert masked(f"{one}@example.cn") == f"{first}***@example.cn"
    assert masked_within(f"550 <{one}@example.cn>: no; ask {other}@example.cn") == (
        f"550 <{masked(f'{one}@example.cn')}>: no; ask {masked(f'{other}@example.cn')}"
    )
