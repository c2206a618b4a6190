"""How a process reaches Kafka and MongoDB."""

from pathlib import Path

from pydantic import Field, FilePath, SecretStr, ValidationInfo, field_validator

from shared.messaging.cluster import Cluster, Mechanism, Security, tls_context
from shared.mongo import fault_of_uri, uses_tls
from shared.settings.base import Settings, variable

_ADDRESS = r"(\[[0-9a-fA-F:]+\]|[^\s,:\[\]/@]+):\d{1,5}"


class TlsSettings(Settings):
    """Whether servers have to be talked to in private."""

    require_tls: bool = Field(
        False, description="refuse to start unless Kafka, MongoDB and the mail server use TLS"
    )


class KafkaSettings(TlsSettings):
    """Kafka's address, and how to be let in."""

    kafka: str = Field(
        pattern=f"^{_ADDRESS}(,{_ADDRESS})*$",
        description="bootstrap servers, host:port[,host:port]",
        examples=["kafka-1:9092,kafka-2:9092"],
    )
    kafka_security: Security = Field(
        "PLAINTEXT", description="Kafka's `security.protocol`", examples=["SASL_SSL"]
    )
    kafka_mechanism: Mechanism = Field(
        "SCRAM-SHA-512", description="Kafka's `sasl.mechanism`, when the protocol is SASL_…"
    )
    kafka_user: str | None = Field(
        None, description="login at Kafka, when the protocol is SASL_…", examples=["laurel"]
    )
    kafka_password: SecretStr | None = Field(None, description="password of that login")
    kafka_ca_file: FilePath | None = Field(
        None,
        description="authorities that may sign Kafka's certificate, PEM; the system's when unset",
        examples=["/run/secrets/kafka-ca.pem"],
    )
    kafka_certificate_file: FilePath | None = Field(
        None,
        description="certificate that Kafka knows this client by, PEM",
        examples=["/run/secrets/kafka-client.pem"],
    )
    kafka_key_file: FilePath | None = Field(
        None,
        description="key of that certificate, PEM without a passphrase",
        examples=["/run/secrets/kafka-client.key"],
    )

    @field_validator("kafka_security")
    @classmethod
    def _kafka_as_strict_as_asked(cls, value: Security, info: ValidationInfo) -> Security:
        if info.data.get("require_tls") and not value.endswith("SSL"):
            raise ValueError(f"{variable('require_tls')} is set; SSL and SASL_SSL use TLS")
        return value

    @field_validator("kafka_user", "kafka_password")
    @classmethod
    def _with_sasl_only(cls, value: object, info: ValidationInfo) -> object:
        security = info.data.get("kafka_security")
        if security is not None and (value is not None) != security.startswith("SASL"):
            has = "would not be used" if value else "is needed"
            raise ValueError(f"{has} with {variable('kafka_security')}={security}")
        return value

    @field_validator("kafka_ca_file", "kafka_certificate_file", "kafka_key_file")
    @classmethod
    def _with_tls_only(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        security = info.data.get("kafka_security")
        if security is not None and value is not None and not security.endswith("SSL"):
            raise ValueError(f"would not be used with {variable('kafka_security')}={security}")
        return value

    @field_validator("kafka_ca_file")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None:
            tls_context(value)
        return value

    @field_validator("kafka_key_file")
    @classmethod
    def _key_and_certificate(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        certificate = info.data.get("kafka_certificate_file")
        if (value is None) != (certificate is None):
            raise ValueError(f"it and {variable('kafka_certificate_file')} go together")
        if value is not None:
            tls_context(None, certificate, value)
        return value

    def cluster(self) -> Cluster:
        """The Kafka that these settings describe."""
        password = self.kafka_password
        return Cluster(
            self.kafka,
            security=self.kafka_security,
            mechanism=self.kafka_mechanism,
            user=self.kafka_user or "",
            password=password.get_secret_value() if password else "",
            ca_file=self.kafka_ca_file,
            certificate_file=self.kafka_certificate_file,
            key_file=self.kafka_key_file,
        )


class MongoSettings(TlsSettings):
    """Where MongoDB is."""

    mongo: SecretStr = Field(
        description="MongoDB's connection URI, of a replica set",
        examples=["mongodb://laurel:password@db:27017/?replicaSet=rs0&tls=true"],
    )

    @field_validator("mongo")
    @classmethod
    def _readable_uri(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if fault := fault_of_uri(value.get_secret_value()):
            raise ValueError(fault)
        if info.data.get("require_tls") and not uses_tls(value.get_secret_value()):
            raise ValueError(f"{variable('require_tls')} is set and the URI has no tls=true")
        return value

    def unencrypted(self) -> list[str]:
        """What is talked to without TLS."""
        return [] if uses_tls(self.mongo.get_secret_value()) else ["MongoDB"]


class ServerSettings(MongoSettings, KafkaSettings):
    """Kafka, MongoDB and the names that a deployment uses there."""

    topic_prefix: str = Field(
        "laurel",
        pattern=r"^[A-Za-z0-9._-]{1,100}$",
        description="first part of the name of every topic and consumer group",
    )

    def unencrypted(self) -> list[str]:
        """What is talked to without TLS."""
        return ([] if self.cluster().encrypted else ["Kafka"]) + super().unencrypted()
