"""Addresses as a mail server can take them."""

import pytest

from services.notify.senders.address import written_for


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("zhang@example.cn", "zhang@example.cn"),
        ("zhang@例子.公司", "zhang@xn--fsqu00a.xn--55qx5d"),
        ("zhang@例子。中国", "zhang@xn--fsqu00a.xn--fiqs8s"),
        ("zhang@straße.de", "zhang@xn--strae-oqa.de"),
        ("zhang@ＥＸＡＭＰＬＥ.cn", "zhang@example.cn"),
    ],
)
def test_a_domain_is_written_in_ascii_for_a_server_without_utf_8(
    address: str, written: str
) -> None:
    assert written_for(address, in_utf_8=False) == written
    assert written_for(address, in_utf_8=True) == address


@pytest.mark.parametrize(
    "address", ["张三@例子.公司", "张三@example.cn", "zhang@-例.cn", "zhang@例..cn"]
)
def test_what_can_not_be_written_so_is_refused(address: str) -> None:
    assert written_for(address, in_utf_8=True) == address
    with pytest.raises(ValueError):
        written_for(address, in_utf_8=False)
