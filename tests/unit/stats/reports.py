"""Reports of a city, as the statistics know them."""

from typing import Any

from services.stats.domain.indicators import Reported
from shared.values import Bilingual
from tests.builders import NOON

CITY = "441900"


def reported(seq: int, **changes: Any) -> Reported:
    """An actual figure of 2020."""
    plain: dict[str, Any] = {
        "application": "c1",
        "seq": seq,
        "subject": CITY,
        "indicator": "share",
        "name": Bilingual(zh="占比", en="Share"),
        "tells": "actual",
        "year": 2020,
        "value": "50.9",
        "unit": "percent",
        "qualifier": None,
        "source": "统计公报",
        "met": None,
        "at": NOON,
    }
    return Reported(**(plain | changes))
