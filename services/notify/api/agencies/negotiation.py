"""In which form a caller wants outcomes."""

from collections.abc import Iterator
from typing import Literal

Format = Literal["json", "csv", "atom"]
MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "atom": "application/atom+xml",
}


def format_of(accept: str | None) -> Format:
    """What the header `Accept` likes best of what there is (RFC 9110 12.5.1); JSON in doubt."""
    liked = dict(_ranges(accept or ""))
    best = max(MEDIA_TYPES, key=lambda name: liked.get(MEDIA_TYPES[name], 0.0))
    anything = liked.get("*/*", 0.0)
    return best if liked.get(MEDIA_TYPES[best], 0.0) > anything else "json"


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            yield name.lower(), float(quality)
        except ValueError:
            continue
