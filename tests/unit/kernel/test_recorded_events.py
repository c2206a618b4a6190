"""An event that comes back from a journal is sent as it was the first time."""

from typing import Any

import bson
import pytest

from shared.messaging.recorded import RecordedEvent
from tests.builders import NOON


@pytest.mark.parametrize("value", [862_000_000_000, -(2**31) - 1, 2**31, 5, 1.5, "8.6", True, None])
def test_whatever_number_is_in_it(value: Any) -> None:
    data = {"facts": {"sales": value}, "all": [value]}
    recorded = RecordedEvent(1, "intake/a/1", "laurel.a.v1", NOON, data, None)
    document = bson.decode(bson.encode(recorded.to_document()))
    assert RecordedEvent.from_document(document).body == recorded.body
