"""Where a request comes from, as a block of addresses that one household or office has."""

from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request

UNKNOWN = "unknown"
BITS = {4: 24, 6: 56}
"""Of an address: who has one of a block can usually have any of it."""


def block_of(request: Request) -> str:
    """The block of the client's address, as the front door told it where there is one."""
    return block(request.client.host if request.client else "")


def block(host: str) -> str:
    """The block of an address, such as `203.0.113.0/24`."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ip_network(f"{address}/{BITS[address.version]}", strict=False))
