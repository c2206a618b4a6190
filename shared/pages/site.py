"""Where the public pages are."""

from dataclasses import dataclass
from typing import Self

from shared.settings import HttpSettings


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses of both overviews, and whether what the pages show is invented."""

    lists: str = "/review/"
    boards: str = "/stats/"
    demonstration: bool = False

    @classmethod
    def of(cls, settings: HttpSettings) -> Self:
        """The site that a service belongs to; a local stack shows invented enterprises."""
        return cls(
            lists=f"{settings.review_url}/review/",
            boards=f"{settings.stats_url}/stats/",
            demonstration=settings.env == "local",
        )
