"""Logins by which agencies read the public outcomes from Kafka, and nothing else."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest, DescribeAclsRequest
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    CompactArray,
    CompactBytes,
    CompactString,
    Int8,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)

from shared.contracts.outcomes import TOPIC
from shared.errors import Unavailable
from shared.messaging.access import administering
from shared.messaging.cluster import Cluster

PREFIX = "agency-"
"""What every login of an agency begins with: no other right in the cluster is ever touched."""

ITERATIONS = 8192
"""Of SCRAM's hash; Kafka takes 4096 to 16384."""

SHA_512 = 2
ANY, TOPIC_RESOURCE, GROUP_RESOURCE = 1, 2, 3
LITERAL, PREFIXED = 3, 4
READ, ALLOW = 3, 3
NO_SUCH_LOGIN = 91
NO_AUTHORIZER = 54
EVERY_HOST = "*"


class AlterScramResponse(Response):  # type: ignore[misc]
    """Whether each login was changed."""

    API_KEY = 51
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "results",
            CompactArray(
                ("user", CompactString("utf-8")),
                ("error_code", Int16),
                ("error_message", CompactString("utf-8")),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class AlterScramStruct(RequestStruct):  # type: ignore[misc]
    """AlterUserScramCredentials, which the client library does not have."""

    API_KEY = 51
    API_VERSION = 0
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = AlterScramResponse
    SCHEMA = Schema(
        (
            "deletions",
            CompactArray(
                ("name", CompactString("utf-8")), ("mechanism", Int8), ("tags", TaggedFields)
            ),
        ),
        (
            "upsertions",
            CompactArray(
                ("name", CompactString("utf-8")),
                ("mechanism", Int8),
                ("iterations", Int32),
                ("salt", CompactBytes),
                ("salted_password", CompactBytes),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class AlterScram(Request[AlterScramStruct]):  # type: ignore[misc]
    """Gives these logins these passwords, and takes those away."""

    API_KEY = 51

    def __init__(self, given: Mapping[str, str], taken: Iterable[str] = ()) -> None:
        self._given = given
        self._taken = taken

    def build(self, request_struct_class: type[AlterScramStruct]) -> AlterScramStruct:
        """The request as it is sent."""
        taken: list[tuple[Any, ...]] = [(name, SHA_512, {}) for name in self._taken]
        return request_struct_class(taken, [_upsertion(*each) for each in self._given.items()], {})


@dataclass(frozen=True)
class Agencies:
    """The logins that read the outcomes now, and those that did before."""

    let_in: tuple[str, ...]
    shut_out: tuple[str, ...]


async def let_agencies_in(kafka: Cluster, prefix: str, passwords: Mapping[str, str]) -> Agencies:
    """Gives these logins the right to read the outcomes, in groups of their own; others lose it.

    Doing it again changes nothing. Raises Unavailable where Kafka checks nobody's rights, or
    refuses to.
    """
    topic = f"{prefix}.{TOPIC}"
    async with administering(kafka, client_id="laurel-provision") as admin:
        before = await _logins(admin, topic)
        gone = sorted(before - passwords.keys())
        for login in gone:
            await _forbid(admin, login)
        await _set_passwords(admin, passwords, gone)
        for login in passwords:
            await _allow(admin, login, TOPIC_RESOURCE, topic, LITERAL)
            await _allow(admin, login, GROUP_RESOURCE, f"{login}.", PREFIXED)
    return Agencies(tuple(sorted(passwords)), tuple(gone))


async def _logins(admin: AIOKafkaAdminClient, topic: str) -> set[str]:
    request = DescribeAclsRequest(TOPIC_RESOURCE, topic, LITERAL, None, None, READ, ALLOW)
    answer = await admin._send_to_controller(request)
    _check(answer.error_code, "tell who may read")
    principals = (acl[0] for resource in answer.resources for acl in resource[-1])
    logins = (principal.partition(":")[2] for principal in principals)
    return {login for login in logins if login.startswith(PREFIX)}


async def _set_passwords(
    admin: AIOKafkaAdminClient, given: Mapping[str, str], taken: Iterable[str]
) -> None:
    answer = await admin._send_to_controller(AlterScram(given, taken))
    for login, code, *_ in answer.results:
        if code != NO_SUCH_LOGIN:
            _check(code, f"change the password of {login}")


async def _allow(
    admin: AIOKafkaAdminClient, login: str, resource: int, name: str, pattern: int
) -> None:
    request = CreateAclsRequest(resource, name, pattern, f"User:{login}", EVERY_HOST, READ, ALLOW)
    answer = await admin._send_to_controller(request)
    for code, *_ in answer.creation_responses:
        _check(code, f"let {login} read {name}")


async def _forbid(admin: AIOKafkaAdminClient, login: str) -> None:
    request = DeleteAclsRequest(ANY, None, ANY, f"User:{login}", None, ANY, ANY)
    answer = await admin._send_to_controller(request)
    for code, *_ in answer.filter_responses:
        _check(code, f"shut {login} out")


def _check(code: int, what: str) -> None:
    if code == NO_AUTHORIZER:
        raise Unavailable(
            "Kafka checks nobody's rights, so agencies would read everything. Give it an "
            "authorizer, as deploy/compose/agencies.yml does."
        )
    if code:
        raise Unavailable(f"Kafka did not {what}: {for_code(code).__name__}")


def _upsertion(login: str, password: str) -> tuple[Any, ...]:
    salt = secrets.token_bytes(24)
    salted = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
    return login, SHA_512, ITERATIONS, salt, salted, {}
