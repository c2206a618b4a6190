"""What intake is told from outside, beyond what all services are."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.settings import Duration, ServiceSettings, Unit


class Settings(ServiceSettings):
    """The settings of intake."""

    upload_at_most: Annotated[int, Unit("bytes")] = Field(
        512 * 1024 * 1024,
        ge=1024 * 1024,
        description="largest request with files, all of them together",
    )
    file_within: Duration = Field(
        timedelta(seconds=10), gt=timedelta(0), description="how long opening one file may take"
    )
    file_memory: Annotated[int, Unit("bytes")] = Field(
        512 * 1024 * 1024,
        ge=256 * 1024 * 1024,
        description="address space of a process that opens files",
    )
