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


CHINESE = st.text("收件人张三邮箱地址退回不存在", min_size=1, max_size=8)
MARK = st.sampled_from(" ：，。、；（）《》“”【】<>():;,\t\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收件人zhang@example.cn不存在", "收件人z***@example.cn不存在"),
        ("收件人：zhang@example.cn，退回", "收件人：z***@example.cn，退回"),
        ("【z@example.cn】被拒收", "【***@example.cn】被拒收"),
        ("退回 张三@例子.中国", "退回 张***@例子.中国"),
        ("退回 zhang三@example.cn", "退回 z***@example.cn"),
        ("a@b.cn+c@d.cn", "a***@d.cn"),
        ("写信给a@b.cn或c.d+e@f.cn", "写信给***@b.cn或c***@f.cn"),
    ],
)
def test_the_words_before_an_address_stay(text: str, shown: str) -> None:
    assert masked_within(text) == shown


@given(CHINESE, LOCAL, CHINESE)
def test_chinese_words_around_an_address_are_neither_eaten_nor_needed(
    before: str, local: str, after: str
) -> None:
    text = f"{before}{local}@example.cn{after}"
    assert masked_within(text) == f"{before}{masked(f'{local}@example.cn')}{after}"


@given(CHINESE, MARK, CHINESE, MARK)
def test_a_chinese_name_is_masked_up_to_the_mark_before_it(
    before: str, mark: str, local: str, after: str
) -> None:
    text = f"{before}{mark}{local}@example.cn{after}"
    assert masked_within(text) == f"{before}{mark}{masked(f'{local}@example.cn')}{after}"


@given(st.text(st.characters(exclude_characters="@")))
def test_a_text_without_an_address_stays_as_it_is(text: str) -> None:
    assert masked_within(text) == text


@given(st.text(), LOCAL.filter(lambda local: len(local) > 1), st.text())
def test_no_name_of_an_address_is_left_whatever_stands_around_it(
    before: str, local: str, after: str
) -> None:
    assert f"{local}@example.cn" not in masked_within(f"{before} {local}@example.cn {after}")
