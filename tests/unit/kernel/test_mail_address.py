"""Whoever takes a mail address and whoever writes to one go by the same grammar."""

import pytest

from shared.mail_address import is_mail_address


@pytest.mark.parametrize(
    "address",
    [
        "zhang@example.cn",
        "a.b@c-d.com.cn",
        "张三@例子.中国",
        "a@163.com",
        "a@x.xn--fiqs8s",
        "a@1.example",
    ],
)
def test_what_mail_can_be_sent_to_is_an_address(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "domain",
    [
        "c",
        "c..cn",
        "-c.cn",
        "c-.cn",
        "c.-cn",
        "c.cn-",
        "-.cn",
        "127.0.0.1",
        "c.9cn",
        "[10.0.0.1]",
        "c.cn:25",
    ],
)
def test_a_domain_that_no_name_can_have_is_none(domain: str) -> None:
    assert not is_mail_address(f"zhang@{domain}")
