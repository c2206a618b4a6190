"""What every process that answers HTTP is told, and what a service is besides."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import DirectoryPath, Field, ValidationInfo, field_validator

from shared import development
from shared.clock import Clock, SimulatedClock, SystemClock
from shared.settings.servers import MongoSettings, ServerSettings
from shared.settings.units import Unit


def in_production(info: ValidationInfo) -> bool:
    """For validators: whether what is validated is meant for production."""
    return info.data.get("env") == "production"


class HttpSettings(MongoSettings):
    """The settings of whatever answers HTTP over a database of its own."""

    env: Literal["local", "production"] = Field(
        "production", description="`local` accepts the development issuer and a simulated clock"
    )
    database: str = Field(
        pattern=r'^[^/\\. "$*<>:|?]{1,38}$',
        description="this service's own database",
        examples=["laurel_review"],
    )
    http_host: str = Field("127.0.0.1", description="address to listen on")
    http_port: Annotated[int, Unit("port")] = Field(
        8080, ge=1, le=65535, description="port to listen on"
    )
    forwarded_by: str = Field(
        "127.0.0.1",
        description="addresses and networks of the front doors, with commas, that are believed "
        "which client a request comes from (`X-Forwarded-For`)",
        examples=["10.0.0.5, 172.16.0.0/12"],
    )
    issuer: str = Field(
        description="`iss` of accepted tokens", examples=["https://login.example.cn"]
    )
    audience: str = Field("laurel", description="`aud` of accepted tokens")
    jwks: str = Field(
        pattern="^(https?://|file:).+",
        description="where the issuer's keys are: https://… or, locally, file:…",
        examples=["https://login.example.cn/keys"],
    )
    token_days: Annotated[int, Unit("days")] = Field(
        31, ge=1, le=400, description="how long an accepted token may hold from now, at most"
    )
    review_url: str = Field("", description="base URL of review's pages; empty behind a front door")
    stats_url: str = Field("", description="base URL of stats' pages; empty behind a front door")
    clock_file: Path | None = Field(
        None, description="file of the simulated clock, never in production"
    )
    version: str = Field("dev", description="version that runs; the image knows its own")
    revision: str = Field("unknown", description="source that runs; the image knows its own")
    logs: Literal["auto", "json", "readable"] = Field(
        "auto", description="form of the log lines; `auto` is JSON in production"
    )

    @field_validator("forwarded_by")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part, strict=False)
        return value

    @field_validator("issuer")
    @classmethod
    def _issuer_of_its_own(cls, value: str, info: ValidationInfo) -> str:
        if in_production(info) and (value == development.ISSUER or value.startswith("http://")):
            raise ValueError("production refuses it: name your https issuer")
        return value

    @field_validator("jwks")
    @classmethod
    def _keys_over_https(cls, value: str, info: ValidationInfo) -> str:
        if in_production(info) and not value.startswith("https://"):
            raise ValueError("production needs an https:// address")
        return value

    @field_validator("clock_file")
    @classmethod
    def _real_time(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if in_production(info) and value is not None:
            raise ValueError("a simulated clock, which production refuses: unset it")
        return value

    @property
    def readable_logs(self) -> bool:
        """Whether log lines are for people rather than for machines."""
        return self.logs == "readable" or (self.logs == "auto" and self.env == "local")

    def clock(self) -> Clock:
        """The clock that this process goes by."""
        return SystemClock() if self.clock_file is None else SimulatedClock(self.clock_file)


class ServiceSettings(HttpSettings, ServerSettings):
    """The settings that all services share."""

    programmes: DirectoryPath = Field(
        Path("programmes"), description="folder of programme definitions"
    )
