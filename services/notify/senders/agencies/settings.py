"""What notify is told of the receivers of agencies."""

import ssl
from ipaddress import ip_network
from typing import Annotated

from pydantic import Field, FilePath, ValidationInfo, field_validator

from services.notify.domain.agencies.reach import Network, Reach
from services.notify.senders.agencies.keeping import SecretKeeper
from shared.settings import ServiceSettings, Unit, in_production


class ReceiverSettings(ServiceSettings):
    """Where outcomes may be sent, and how the secrets of subscriptions are kept."""

    webhook_key: FilePath | None = Field(
        None,
        description="keys that keep the secrets of subscriptions, one a line, the newest first: 32 "
        "bytes in base64url each; without it nobody can subscribe by webhook",
        examples=["/run/secrets/webhook.key"],
    )
    webhook_seconds: Annotated[float, Unit("seconds")] = Field(
        15.0, gt=0, le=60, description="how long a receiver may take for one message"
    )
    webhook_inside: str = Field(
        "",
        description="networks with receivers that are not reachable from everywhere, with commas; "
        "nothing else that leads inwards is ever connected to",
        examples=["10.20.0.0/16"],
    )
    webhook_never: str = Field(
        "",
        description="networks that no receiver may be in, with commas, such as the public "
        "addresses of this house",
        examples=["198.51.100.0/24"],
    )
    webhook_plain: bool = Field(
        False, description="lets receivers without TLS in, never in production"
    )
    webhook_ca_file: FilePath | None = Field(
        None,
        description="authorities that may sign a receiver's certificate, PEM; the system's when "
        "unset",
        examples=["/run/secrets/receivers-ca.pem"],
    )

    @field_validator("webhook_key")
    @classmethod
    def _holds_keys(cls, value: FilePath | None) -> FilePath | None:
        SecretKeeper.from_file(value)
        return value

    @field_validator("webhook_inside", "webhook_never")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        _networks(value)
        return value

    @field_validator("webhook_plain")
    @classmethod
    def _not_in_production(cls, value: bool, info: ValidationInfo) -> bool:
        if in_production(info) and value:
            raise ValueError("production sends nothing without TLS: unset it")
        return value

    @field_validator("webhook_ca_file")
    @classmethod
    def _has_certificates(cls, value: FilePath | None) -> FilePath | None:
        if value is not None:
            try:
                ssl.create_default_context(cafile=str(value))
            except (ssl.SSLError, OSError) as error:
                raise ValueError(f"can't be read as certificates: {error}") from None
        return value

    def reach(self) -> Reach:
        """Which addresses receivers may have."""
        inside, never = _networks(self.webhook_inside), _networks(self.webhook_never)
        return Reach(inside, never, self.webhook_plain)

    def receivers_tls(self) -> ssl.SSLContext:
        """How the certificates of receivers are judged."""
        file = self.webhook_ca_file
        return ssl.create_default_context(cafile=None if file is None else str(file))


def _networks(text: str) -> list[Network]:
    return [ip_network(part) for part in filter(None, map(str.strip, text.split(",")))]
