"""What leads inwards is told from what does not, as the registries of addresses have it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.reach import Address, Reach
from tests.unit.notify.agencies.addresses import LEADING_INWARDS, PUBLIC

REACH = Reach()


@given(LEADING_INWARDS)
def test_nothing_is_sent_to_what_leads_inwards(address: Address) -> None:
    assert REACH.fault(address)


@given(st.ip_addresses())
def test_nothing_is_sent_to_what_python_calls_special(address: Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert REACH.fault(address)


@given(PUBLIC)
def test_what_everybody_reaches_may_be_a_receiver(address: Address) -> None:
    assert REACH.fault(address) is None


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"],
)
def test_where_clouds_keep_metadata_nobody_asks(address: str) -> None:
    assert REACH.fault(ip_address(address))


def test_an_address_of_an_interface_is_none_of_a_receiver() -> None:
    assert REACH.fault(IPv6Address("2400:3200::1%eth0"))


def test_an_installation_knows_receivers_inside_and_what_it_never_calls() -> None:
    reach = Reach(
        inside=[ip_network("10.9.0.0/16")],
        never=[ip_network("10.9.7.0/24"), ip_network("8.8.8.0/24")],
    )
    assert reach.fault(IPv4Address("10.9.1.1")) is None
    assert reach.fault(IPv4Address("10.8.1.1"))
    assert reach.fault(IPv4Address("10.9.7.1"))
    assert reach.fault(IPv4Address("8.8.8.8"))
    assert reach.fault(IPv6Address("::ffff:10.9.1.1"))
