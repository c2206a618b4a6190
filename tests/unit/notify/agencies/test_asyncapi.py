"""The AsyncAPI document is what AsyncAPI's own tool takes, and has every public kind."""

import json
import subprocess
from typing import Any

import fastjsonschema
import pytest

from services.notify.domain.agencies.facts import PUBLIC
from shared.contracts.asyncapi import asyncapi
from tests.receivers.verifying import NPM_INSTALL, installed

DOCUMENT = asyncapi()


def checked(document: Any) -> dict[str, list[str]]:
    """What the parser says."""
    folder = installed("asyncapi", ("node",), NPM_INSTALL)
    ran = subprocess.run(
        ["node", "check.mjs"],
        cwd=folder,
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, list[str]] = json.loads(ran.stdout)
    return found


def test_its_own_tool_finds_nothing_wrong_and_every_kind() -> None:
    found = checked(DOCUMENT)
    assert found["wrong"] == []
    assert set(found["messages"]) == set(PUBLIC)


def test_its_own_tool_finds_what_is_wrong() -> None:
    assert checked(DOCUMENT | {"channels": {"outcomes": {"address": 1}}})["wrong"]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_example_is_what_its_schemas_say(name: str) -> None:
    message = DOCUMENT["components"]["messages"][name]
    (example,) = message["examples"]
    payload = {**message["payload"], "components": DOCUMENT["components"]}
    fastjsonschema.validate(payload, example["payload"])
    fastjsonschema.validate(message["headers"], example["headers"])


def test_the_topic_is_the_one_that_agencies_may_read() -> None:
    assert DOCUMENT["channels"]["outcomes"]["address"] == "laurel.outcomes.v1"
