"""Which addresses a receiver of outcomes may have: none that leads inwards.

Not reachable is what the registries of special-purpose addresses (IANA, RFC 6890) do not call
globally reachable, and what carries an IPv4 address within an IPv6 one, whatever that is: a
translator on the way might send it inwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NOT_REACHABLE: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by the customers of a provider"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local, and where clouds keep metadata"),
    ("168.63.129.16/32", "a cloud's own"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "for protocols"),
    ("192.52.193.0/24", "for protocols"),
    ("192.88.99.0/24", "a relay from IPv6"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "for protocols"),
    ("198.18.0.0/15", "for benchmarking"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved, or broadcast"),
    ("2001::/23", "for protocols, among them Teredo"),
    ("2001:db8::/32", "for documentation"),
    ("2002::/16", "6to4, which carries an IPv4 address"),
    ("2620:4f:8000::/48", "for protocols"),
    ("3fff::/20", "for documentation"),
)
_NOT_REACHABLE = tuple((ip_network(network), why) for network, why in NOT_REACHABLE)

UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given to anybody; outside are loopback, mapped, translated and local ones."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What this installation allows: `inside` it knows receivers, `never` is its own besides.

    `plain` lets receivers in that have no TLS, for trials on one's own machine.
    """

    inside: Sequence[Network] = ()
    never: Sequence[Network] = ()
    plain: bool = False

    def fault(self, address: Address) -> str | None:
        """Why nothing may be sent to this address; None if it may."""
        if getattr(address, "scope_id", None):
            return "names an interface"
        if _within(address, self.never):
            return "one that this installation never calls"
        if _within(address, self.inside):
            return None
        if isinstance(address, IPv6Address) and address not in UNICAST:
            return "not reachable from everywhere"
        for network, why in _NOT_REACHABLE:
            if address.version == network.version and address in network:
                return why
        return None


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == each.version and address in each for each in networks)
