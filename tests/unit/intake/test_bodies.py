"""What a body says of an enterprise or a draft is read as it is meant, and all its faults told."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.intake.api.schemas.requests import (
    DraftBody,
    ProfileBody,
    readable_amendment,
    readable_qualifications,
)
from services.intake.domain.qualification import qualification_faults
from shared.http.plain import field_error

NAME = {"zh": "甲", "en": "A"}
PROFILE = {"name": NAME, "district": "pengjiang", "industry": "3912", "email": "a@b.example"}
DRAFT = {"programme": "p", "round": "2019", "product": NAME, "category": "c"}
BACKWARDS = {"scheme": "tier", "from": "2020-01-02", "until": "2020-01-01", "source": "list 4"}


@pytest.mark.parametrize(
    "written", ["3912", "C3912", "c3912", "３９１２", "Ｃ３９１２", " 39 12\u200b", "\ufeffC3912"]
)
def test_an_industry_is_read_as_four_digits_however_it_was_typed(written: str) -> None:
    body = ProfileBody.model_validate({**PROFILE, "industry": written})
    assert body.profile().industry == "3912"
    draft = DraftBody.model_validate({**DRAFT, "industry": written})
    assert draft.fields().industry == "3912"


@pytest.mark.parametrize("written", ["0000", "A3912", "三九一二", "39"])
def test_an_industry_that_there_is_not_is_told_beside_all_other_faults(written: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ProfileBody.model_validate({**PROFILE, "industry": written, "email": "a", "name": {}})
    faults = {fault.field: fault for fault in map(field_error, refused.value.errors())}
    assert set(faults) == {"industry", "email", "name.zh", "name.en"}
    assert written in faults["industry"].message
    assert "GB/T 4754-2017" in (faults["industry"].zh or "")
    assert not (faults["industry"].zh or "").startswith("填写有误")


def test_what_can_be_read_beside_a_fault_is_looked_at_too() -> None:
    sent = {"category": "no", "district": 7, "answers": {"zz": 1}, "product": None}
    said = readable_amendment(sent)
    assert (said.category, said.district, said.answers) == ("no", None, {"zz": 1})
    found = readable_qualifications({"qualifications": [{"scheme": "?"}, BACKWARDS, 7]})
    assert [fault.field for fault in qualification_faults(found)] == ["qualifications.1.until"]


@pytest.mark.parametrize("sent", [None, [], "x", 7, {}, {"qualifications": 7, "answers": []}])
def test_nothing_is_found_where_nothing_can_be_read(sent: Any) -> None:
    assert readable_qualifications(sent) == []
    assert readable_amendment(sent).answers is None
