"""Application numbers: short, readable, one an application for life."""


def number_series(programme: str, round_id: str) -> str:
    """The part that all numbers of a round share: initials of the programme, and the round.

    Programmes with the same initials share a series, so a number is still given only once.
    """
    initials = "".join(part[0] for part in programme.split("-")).upper()
    return f"{initials}-{round_id}"


def application_number(series: str, n: int) -> str:
    """The `n`-th number of a series, such as GHPJ-2019-000123."""
    return f"{series}-{n:06d}"
