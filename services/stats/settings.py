"""What the statistics service is told from outside."""

from pydantic import Field

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """Beside the settings that all services share: where the pages link to."""

    review_url: str = Field("", description="base URL of review; empty behind one front door")
    stats_url: str = Field("", description="base URL of this service; empty behind one front door")
