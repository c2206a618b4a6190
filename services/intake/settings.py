"""What intake is told from outside, beyond what all services are."""

from pydantic import Field

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """The settings of intake."""

    upload_at_most: int = Field(
        512 * 1024 * 1024,
        ge=1024 * 1024,
        description="bytes of one request with files, all of them together",
    )
