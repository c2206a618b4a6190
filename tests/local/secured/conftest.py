"""Secured servers once for this folder, and the whole stack on them."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest

from deploy.local.kafka.apache import why_not
from deploy.local.places import Places
from deploy.local.stack import LocalStack
from tests.local.secured.servers import Secured, start_secured
from tests.programmes.small_rounds import publish_small_rounds
from tests.stack import running_stack


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Kafka with SASL_SSL and MongoDB with TLS and logins."""
    base = tmp_path_factory.mktemp("secured")
    if lacking := asyncio.run(why_not(Places(base).downloads)):
        pytest.skip(f"needs Apache Kafka, but there is {lacking}")
    servers = asyncio.run(start_secured(base))
    try:
        yield servers
    finally:
        for child in servers.children:
            asyncio.run(child.stop())
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="module")
def secured_stack(
    tmp_path_factory: pytest.TempPathFactory, secured: Secured
) -> Iterator[LocalStack]:
    """All services and the mail catcher on the secured servers."""
    folder = tmp_path_factory.mktemp("programmes")
    publish_small_rounds(folder)
    base = tmp_path_factory.mktemp("stack")
    told = secured.told | {"LAUREL_LOGS": "json"}
    with running_stack(base, programmes=folder, told=told) as stack:
        yield stack
