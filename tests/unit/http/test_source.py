"""Where a request comes from."""

import pytest

from shared.http.source import UNKNOWN, block


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("203.0.113.255", "203.0.113.0/24"),
        ("203.0.114.7", "203.0.114.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:300::1", "2001:db8:1:300::/56"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
    ],
)
def test_neighbours_are_one_source(address: str, expected: str) -> None:
    assert block(address) == expected


@pytest.mark.parametrize("address", ["", "somebody", "203.0.113.7, 1.2.3.4", "999.1.1.1"])
def test_whoever_has_no_address_is_one_source_with_all_such(address: str) -> None:
    assert block(address) == UNKNOWN
