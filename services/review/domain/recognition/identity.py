"""How recognitions are called by the house; people know them by their number."""

from hashlib import sha256

from shared.plain_text import half_width

_LENGTH = 24


def id_of_entry(list_id: str, entry: int) -> str:
    """The one recognition that an entry of an announced list can make."""
    return f"{list_id}.{entry}"


def id_of_number(programme: str, number: str) -> str:
    """The one recognition of a programme that can be entered under a number."""
    return f"r-{sha256(f'{programme}/{number_key(number)}'.encode()).hexdigest()[:_LENGTH]}"


def number_key(number: str) -> str:
    """What is the same for a number however it is printed or typed: half width, without blanks."""
    return "".join(half_width(number).split())


def spellings(number: str) -> tuple[str, ...]:
    """The keys under which a number may be kept, the likeliest first: people type small letters
    for the capitals that are printed.
    """
    key = number_key(number)
    return tuple(dict.fromkeys((key, key.upper())))
