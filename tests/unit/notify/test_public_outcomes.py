"""What an agency gets is one CloudEvent in bytes that never change, with allow-listed fields."""

import json

import pytest

from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.hearing import heard_outcome
from tests.builders import NOON
from tests.unit.notify.outcomes import a_sample, heard

ATTRIBUTES = [
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "sequence",
    "position",
    "cursor",
    "outcome",
    "datacontenttype",
    "data",
]
KINDS = [name.removeprefix("laurel.").removesuffix(".v1") for name in PUBLIC]


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_these_attributes_and_the_fields_of_its_contract_alone(kind: str) -> None:
    event = json.loads(heard(kind, "a1", 4).numbered(17, None).body)
    assert [*event] == [name for name in ATTRIBUTES if name in event]
    assert set(ATTRIBUTES) - set(event) <= {"outcome"}
    assert set(event["data"]) <= set(PUBLIC[event["type"]].model_fields)
    assert event["data"] == a_sample(kind).model_dump(mode="json")


def test_a_field_that_no_contract_has_does_not_leave() -> None:
    event = a_sample("outcome.recognised", contact="13800000000")
    kept = heard_outcome(event, identity="i", subject="a1", sequence=1, time=NOON).numbered(1, None)
    assert b"13800000000" not in kept.body


def test_it_says_where_it_stands_and_how_to_go_on_from_it() -> None:
    kept = heard("outcome.recognised", "a1", 4).numbered(17, None)
    event = json.loads(kept.body)
    assert (event["position"], event["sequence"], event["subject"]) == (17, "4", "a1")
    assert event["time"] == "2019-07-01T04:00:00+00:00"
    assert event["cursor"] == kept.cursor.text


def test_the_same_one_always_has_the_same_bytes_in_utf_8() -> None:
    once, twice = (heard("outcome.recognised").numbered(1, None).body for _ in range(2))
    assert once == twice
    assert "江门某某科技有限公司" in once.decode()


def test_what_an_event_does_not_say_is_known_from_the_last_one_of_its_subject() -> None:
    first = heard("outcome.recognised", "a1", 1).numbered(1, None)
    revoked = heard("outcome.revoked", "a1", 2, programme=first.facts.programme).numbered(2, first)
    assert revoked.facts == first.facts
    assert revoked.outcomes == {"recognised", "revoked"}
