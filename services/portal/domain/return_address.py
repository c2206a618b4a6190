"""Where a person goes after signing in: a page of ours, and nowhere else."""

from urllib.parse import urlsplit

BASE = "/portal"
"""The path under which all of the portal is served."""

LONGEST = 2_000


def own_address(address: str, base: str) -> str:
    """The address if it is a path below `base`, else `base` itself with a slash.

    Browsers read a backslash as a slash and pass over tabs and line feeds, so an address with
    either is none of ours.
    """
    first = f"{base}/"
    if not address.startswith(first) or len(address) > LONGEST:
        return first
    if "\\" in address or any(character <= " " or character == "\x7f" for character in address):
        return first
    try:
        parts = urlsplit(address)
    except ValueError:
        return first
    return first if parts.scheme or parts.netloc else address
