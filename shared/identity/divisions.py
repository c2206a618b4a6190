"""The registering authority's division, as far as its form can be told without effective dates."""

# GB/T 2260 provinces; 10 and 66 are not in it, but the national registration authority (100000)
# and the Xinjiang Production and Construction Corps issue codes with them.
_PROVINCES = frozenset(
    str(number)
    for first, last in ((10, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 66))
    for number in range(first, last + 1)
) | {"71", "81", "82"}


def is_division(code: str) -> bool:
    """Whether six digits can name a registering division.

    Only the province is checked: cities and counties come and go, a code keeps the old one, and
    functional areas register enterprises under numbers that GB/T 2260 does not list.
    """
    return len(code) == 6 and code.isascii() and code.isdigit() and code[:2] in _PROVINCES
