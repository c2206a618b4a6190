"""The Kafka that Laurel talks to; the one place that makes arguments for its clients."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

Security = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]

_LOGINS = {
    "PLAIN": SASLPlaintext,
    "SCRAM-SHA-256": SASLScram256,
    "SCRAM-SHA-512": SASLScram512,
}


@dataclass(frozen=True)
class Cluster:
    """Bootstrap servers as host:port[,host:port], and how to be let in."""

    bootstrap: str
    security: Security = "PLAINTEXT"
    mechanism: Mechanism = "SCRAM-SHA-512"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None

    @property
    def encrypted(self) -> bool:
        """Whether clients speak TLS."""
        return self.security.endswith("SSL")

    @property
    def login(self) -> bool:
        """Whether clients say who they are with a password."""
        return self.security.startswith("SASL")

    @property
    def brokers(self) -> list[tuple[str, int]]:
        """Host and port of each bootstrap server."""
        parts = (address.rpartition(":") for address in self.bootstrap.split(","))
        return [(host.strip("[]"), int(port)) for host, _, port in parts]

    def arguments(self) -> dict[str, Any]:
        """What every aiokafka client is made with."""
        return {"bootstrap_servers": self.bootstrap} | self.security_arguments()

    def security_arguments(self) -> dict[str, Any]:
        """The same without the addresses."""
        given: dict[str, Any] = {"security_protocol": self.security}
        if self.encrypted:
            given["ssl_context"] = self._tls()
        if self.login:
            given |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password,
            }
        return given

    def for_faststream(self) -> BaseSecurity:
        """What FastStream's broker is made with."""
        tls = self._tls() if self.encrypted else None
        if self.login:
            return _LOGINS[self.mechanism](self.user, self.password, tls, self.encrypted)
        return BaseSecurity(tls, self.encrypted)

    def _tls(self) -> ssl.SSLContext:
        return tls_context(self.ca_file, self.certificate_file, self.key_file)


def tls_context(
    ca_file: Path | None, certificate_file: Path | None = None, key_file: Path | None = None
) -> ssl.SSLContext:
    """TLS that checks the server's name and authority. Raises ValueError for unusable files."""
    try:
        context = ssl.create_default_context(cafile=ca_file)
        if certificate_file is not None:
            # Without a password here OpenSSL would ask for one at the terminal.
            context.load_cert_chain(certificate_file, key_file, password="")
    except (ssl.SSLError, OSError) as error:
        reason = getattr(error, "reason", None) or error.strerror or type(error).__name__
        raise ValueError(f"not usable PEM: {reason}") from error
    return context
