"""What every service is told from outside: `LAUREL_…` variables, frozen and typed."""

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.clock import Clock, SimulatedClock, SystemClock

DEVELOPMENT_ISSUER = "https://issuer.laurel.test"


def secrets_folder() -> Path | None:
    """Where secrets lie as files, each named like its variable: LAUREL_SECRETS or /run/secrets."""
    folder = Path(os.environ.get("LAUREL_SECRETS", "/run/secrets"))
    return folder if folder.is_dir() else None


class ServiceSettings(BaseSettings):
    """The settings that all services share."""

    model_config = SettingsConfigDict(env_prefix="LAUREL_", frozen=True, extra="ignore")

    env: Literal["local", "production"] = Field(
        "production", description="`local` accepts the development issuer and simulated clock"
    )
    kafka: str = Field(description="bootstrap servers, host:port[,host:port]")
    mongo: str = Field(description="MongoDB connection URI", repr=False)
    database: str = Field(description="this service's own database")
    topic_prefix: str = Field("laurel", description="first part of every topic's name")
    http_host: str = Field("127.0.0.1", description="address to listen on")
    http_port: int = Field(8080, ge=1, le=65535, description="port to listen on")
    issuer: str = Field(description="`iss` of accepted tokens")
    audience: str = Field("laurel", description="`aud` of accepted tokens")
    jwks: str = Field(description="where the issuer's keys are: https://… or, locally, file:…")
    programmes: Path = Field(Path("programmes"), description="folder of programme definitions")
    review_url: str = Field("", description="base URL of review's pages; empty behind a front door")
    stats_url: str = Field("", description="base URL of stats' pages; empty behind a front door")
    clock_file: Path | None = Field(None, description="simulated clock, local mode only")

    @model_validator(mode="after")
    def _production_is_strict(self) -> Self:
        if self.env == "production":
            if self.clock_file is not None:
                raise ValueError(
                    "LAUREL_CLOCK_FILE sets a simulated clock, which production refuses: unset it"
                )
            if self.issuer == DEVELOPMENT_ISSUER or self.issuer.startswith("http://"):
                raise ValueError(
                    f"LAUREL_ISSUER is {self.issuer!r}, which production refuses: "
                    "name your https issuer"
                )
            if not self.jwks.startswith("https://"):
                raise ValueError(
                    f"LAUREL_JWKS is {self.jwks!r}; production needs an https:// address"
                )
        return self

    def clock(self) -> Clock:
        """The clock that this process goes by."""
        return SystemClock() if self.clock_file is None else SimulatedClock(self.clock_file)
