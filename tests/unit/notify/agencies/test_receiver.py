"""The address of a receiver is read in one way, and whatever leads inwards is refused."""

from ipaddress import IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.reach import Address, Reach
from services.notify.domain.agencies.receiver import receiver_at
from services.notify.domain.refusals import WrongFields
from tests.unit.notify.agencies.addresses import LEADING_INWARDS

REACH = Reach()


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://hooks.tax.gov.cn", "hooks.tax.gov.cn", 443, "/"),
        ("https://Hooks.Tax.GOV.cn/a/b?c=d%20e", "hooks.tax.gov.cn", 443, "/a/b?c=d%20e"),
        ("https://hooks.tax.gov.cn?c=d", "hooks.tax.gov.cn", 443, "/?c=d"),
        ("https://xn--fiqs8s:8443/", "xn--fiqs8s", 8443, "/"),
        ("https://8.8.8.8/hook", "8.8.8.8", 443, "/hook"),
        ("https://[2400:3200:0::1]:8443/hook", "2400:3200::1", 8443, "/hook"),
    ],
)
def test_a_receiver_is_read(url: str, host: str, port: int, path: str) -> None:
    receiver = receiver_at(url, REACH)
    assert (receiver.host, receiver.port, receiver.path) == (host, port, path)
    assert receiver_at(receiver.url, REACH) == receiver


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.tax.gov.cn/",
        "ftp://hooks.tax.gov.cn/",
        "HTTPS://hooks.tax.gov.cn/",
        "https://user:password@hooks.tax.gov.cn/",
        "https://hooks.tax.gov.cn@127.0.0.1/",
        "https://hooks.tax.gov.cn/#part",
        "https://hooks.tax.gov.cn./",
        "https://hooks..cn/",
        "https://-a.cn/",
        "https://hooks.tax.gov.cn:25/",
        "https://hooks.tax.gov.cn:80/",
        "https://hooks.tax.gov.cn:0443/",
        "https://hooks.tax.gov.cn:70000/",
        "https://hooks.tax.gov.cn\\@evil.cn/",
        "https://hooks.tax.gov.cn/a b",
        "https://hooks.tax.gov.cn/\r\nHost: kafka",
        "https://hooks.tax.gov.cn/\n",
        "https://例子.中国/",
        "https://１２７.0.0.1/",
        "https://localhost%00.cn/",
        "https:///hook",
        "//hooks.tax.gov.cn/",
        "https://hooks.tax.gov.cn/" + "a" * 2000,
        "https://" + "a." * 130 + "cn/",
        "",
    ],
)
def test_what_is_no_address_of_a_receiver_is_refused(url: str) -> None:
    with pytest.raises(WrongFields) as refused:
        receiver_at(url, REACH)
    (fault,) = refused.value.errors
    assert fault.field == "url"
    assert fault.zh


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0x"),
        *("127.0.0.1.", "10.1", "169.254.169.254", "0xa9fea9fe", "1.2.3.0x4", "8.8.8.08"),
        *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1%25eth0]"),
        *("[2002:7f00:1::]", "[8.8.8.8]", "::1"),
    ],
)
def test_no_spelling_of_an_address_leads_inwards(host: str) -> None:
    with pytest.raises(WrongFields):
        receiver_at(f"https://{host}/", REACH)


@given(LEADING_INWARDS)
def test_no_address_that_leads_inwards_is_a_receiver(address: Address) -> None:
    host = f"[{address}]" if isinstance(address, IPv6Address) else str(address)
    with pytest.raises(WrongFields):
        receiver_at(f"https://{host}/hook", REACH)


@given(st.text(max_size=40).map(lambda text: f"https://{text}"))
def test_whatever_is_sent_is_read_in_the_one_way_or_refused(url: str) -> None:
    try:
        receiver = receiver_at(url, REACH)
    except WrongFields:
        return
    assert receiver_at(receiver.url, REACH) == receiver


def test_a_trial_on_ones_own_machine_needs_no_tls() -> None:
    trial = Reach(inside=[ip_network("127.0.0.0/8")], plain=True)
    assert receiver_at("http://127.0.0.1:3000/hook", trial).port == 3000
    assert receiver_at("http://localhost/hook", trial).url == "http://localhost/hook"
