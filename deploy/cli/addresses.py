"""How commands print addresses: one a line, and whole, however narrow the terminal is."""

from collections.abc import Mapping

from rich.console import Console


def print_addresses(console: Console, addresses: Mapping[str, str]) -> None:
    """What is where."""
    width = max(map(len, addresses), default=0)
    for name, address in addresses.items():
        console.print(f"{name:<{width}}  {address}", markup=False, highlight=False, soft_wrap=True)
