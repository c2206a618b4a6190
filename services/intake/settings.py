"""What intake is told from outside, beyond what all services are."""

from typing import Annotated

from pydantic import Field

from shared.settings import ServiceSettings, Unit


class Settings(ServiceSettings):
    """The settings of intake."""

    upload_at_most: Annotated[int, Unit("bytes")] = Field(
        512 * 1024 * 1024,
        ge=1024 * 1024,
        description="largest request with files, all of them together",
    )
