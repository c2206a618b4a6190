"""How large the largest order is that a request may bring, and that it says something."""

import json

import pytest
from pydantic import ValidationError

from services.review.api.bulk import AT_MOST, MOST_BYTES
from services.review.api.lists.schemas import UnfreezeIn
from services.review.api.stages.decision.schemas import DecisionsIn
from services.review.api.stages.formal_review.schemas import FormalReviewIn

APPLICATION = "0190f7e2c3d40190f7e2c3d4"


def test_as_many_verdicts_as_an_order_may_have_fit_into_a_request() -> None:
    verdict = {"verdict": "invalid", "reason": "not_sealed"}
    verdicts = [{"requirement": f"M{n:02}", **verdict} for n in range(200)]
    row = {"application": APPLICATION, "verdicts": verdicts, "conclude": "notify"}
    body = json.dumps({"decisions": [row] * AT_MOST})
    FormalReviewIn.model_validate_json(body)
    assert len(body) <= MOST_BYTES


def test_as_many_opinions_of_full_length_fit_with_each_character_escaped() -> None:
    row = {"application": APPLICATION, "verdict": "recognise", "opinion": "好" * 2000}
    body = json.dumps({"decisions": [row] * AT_MOST})
    DecisionsIn.model_validate_json(body)
    assert len(body) <= MOST_BYTES


@pytest.mark.parametrize("blank", ["", " ", "\u3000\n"])
def test_blanks_are_no_reason(blank: str) -> None:
    with pytest.raises(ValidationError):
        UnfreezeIn(reason=blank)
    assert UnfreezeIn(reason=" 漏评一件 ").reason == "漏评一件"
