"""Events stay readable: each has a golden sample, a recorded schema and readers."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.contracts.compatibility import breaks, recorded_schema, schema_of

SAMPLES = Path(__file__).parents[2] / "shared" / "contracts" / "samples"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.type))
def test_the_golden_sample_is_read_and_written_back_unchanged(kind: type[Event]) -> None:
    sample = json.loads((SAMPLES / f"{kind.type}.json").read_text(encoding="utf-8"))
    assert kind.model_validate(sample).model_dump(mode="json") == sample


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.type))
def test_a_field_of_a_newer_version_is_ignored(kind: type[Event]) -> None:
    sample = json.loads((SAMPLES / f"{kind.type}.json").read_text(encoding="utf-8"))
    assert kind.model_validate({**sample, "field_of_tomorrow": 1}).model_dump(mode="json") == sample


@pytest.mark.parametrize("type_", KINDS)
def test_a_change_breaks_no_reader(type_: str) -> None:
    old = recorded_schema(type_)
    assert old is not None, "run `laurel contracts record`"
    assert breaks(old, schema_of(type_)) == []


@pytest.mark.parametrize("type_", KINDS)
def test_the_recorded_schema_is_the_present_one(type_: str) -> None:
    assert recorded_schema(type_) == schema_of(type_), "run `laurel contracts record`"


def test_no_sample_or_schema_is_left_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in SAMPLES.glob("*.json")} == set(KINDS)
    assert {file.stem for file in (SAMPLES.parent / "schemas").glob("*.json")} == set(KINDS)


def test_only_the_enterprise_topic_carries_a_contact() -> None:
    with_contact = {
        kind.topic for kind in KINDS.values() if {"email", "phone"} & set(kind.model_fields)
    }
    assert with_contact == {"enterprises.v1"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.type))
def test_each_kind_names_its_readers(kind: type[Event]) -> None:
    assert set(kind.readers) <= {"intake", "review", "notify", "stats", "agencies"}
    assert kind.readers


class TestBreakingChanges:
    old = schema_of("laurel.application.submitted.v1")

    def test_an_optional_field_may_be_added(self) -> None:
        new = deepcopy(self.old)
        new["properties"]["colour"] = {"type": "string", "default": "red"}
        assert breaks(self.old, new) == []

    def test_a_required_field_may_not_be_added(self) -> None:
        new = deepcopy(self.old)
        new["properties"]["colour"] = {"type": "string"}
        new["required"].append("colour")
        assert breaks(self.old, new) == ["body.colour: is required now, and older events lack it"]

    def test_a_field_may_not_go(self) -> None:
        new = deepcopy(self.old)
        del new["properties"]["number"]
        new["required"].remove("number")
        assert breaks(self.old, new) == ["body.number: the field is gone"]

    def test_a_field_may_not_become_optional(self) -> None:
        new = deepcopy(self.old)
        new["required"].remove("number")
        assert breaks(self.old, new) == ["body.number: was always there, now it may be missing"]

    def test_a_part_may_not_change_its_type(self) -> None:
        new = deepcopy(self.old)
        new["$defs"]["Material"]["properties"]["size"] = {"type": "string"}
        assert breaks(self.old, new) == [
            'Material.size: was {"type": "integer"}, is {"type": "string"}'
        ]
