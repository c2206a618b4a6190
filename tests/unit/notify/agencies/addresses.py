"""Addresses that lead inwards, and such as do not, to be drawn from."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from hypothesis import strategies as st

from services.notify.domain.agencies.reach import NOT_REACHABLE, Address

V4 = [IPv4Network(network) for network, _ in NOT_REACHABLE if ":" not in network]
V6 = [IPv6Network(network) for network, _ in NOT_REACHABLE if ":" in network]
NOT_UNICAST = [
    IPv6Network(network)
    for network in (
        "::/128",
        "::1/128",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "5f00::/16",
        "fc00::/7",
        "fd00:ec2::254/128",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]
EMBEDDING = [IPv6Network(n) for n in ("::ffff:0:0/96", "::/96", "64:ff9b::/96")]


def _of(networks: Sequence[IPv4Network | IPv6Network]) -> st.SearchStrategy[Address]:
    return st.sampled_from(networks).flatmap(lambda each: st.ip_addresses(network=each))


def _carrying(v4: Address) -> st.SearchStrategy[Address]:
    carried = int(v4)
    return st.sampled_from(
        [
            *(IPv6Address(int(each.network_address) | carried) for each in EMBEDDING),
            IPv6Address((0x2002 << 112) | (carried << 80)),
            IPv6Address((0x20010000 << 96) | (carried ^ 0xFFFFFFFF)),
        ]
    )


PRIVATE_V4 = _of(V4)
LEADING_INWARDS: st.SearchStrategy[Address] = st.one_of(
    PRIVATE_V4,
    _of(V6),
    _of(NOT_UNICAST),
    st.ip_addresses(v=4).flatmap(_carrying),
    PRIVATE_V4.flatmap(_carrying),
)
PUBLIC: st.SearchStrategy[Address] = st.sampled_from(
    [
        IPv4Address("8.8.8.8"),
        IPv4Address("114.114.114.114"),
        IPv4Address("1.1.1.1"),
        IPv6Address("2400:3200::1"),
        IPv6Address("2606:4700::1111"),
    ]
)
