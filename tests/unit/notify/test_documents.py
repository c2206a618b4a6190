"""Replicas of this and of the former version read what the other one writes."""

from datetime import timedelta
from typing import Any, Literal

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import AnyContent
from services.notify.domain.kinds.content import Content
from services.notify.domain.notice import Letter, Notice
from services.notify.domain.outcome import Answer, Bounced, Delivered, RetryLater
from services.notify.store import notice_document
from services.notify.store.correspondences import read, write
from services.notify.store.notice_document import to_document, to_notice
from tests.builders import NOON
from tests.fakes.notify import (
    REAL,
    a_clock,
    a_notice,
    asking,
    refusing,
    reminding,
    taking_back,
)
from tests.recorded.notices import FormerCorrespondence, written_again
from tests.recorded.recording import FORMER

IN_UTC = CodecOptions[dict[str, Any]](tz_aware=True)
CONTENTS: tuple[AnyContent, ...] = (
    asking(),
    reminding(),
    refusing(),
    refusing(missed=None, office=None, apply_until=NOON),
    taking_back(),
)
ANSWERS: tuple[Answer, ...] = (
    Delivered("ok"),
    Bounced("550 gone", 550),
    RetryLater("451 busy", 451),
)
LETTER = Letter(language="zh", subject="主题", text="正文")


def stored(state: dict[str, Any]) -> dict[str, Any]:
    """The state as MongoDB gives it back."""
    return bson.decode(bson.encode(state), IN_UTC)


NEW = {
    "provider": "",
    "resendings": [],
    "corrected_services": [],
    "services": [],
    "stopped": {},
    "settlements": [],
}
"""What this version adds, where the former one knew nothing of it."""


NEW_OF_CLOCK = {"seq": 0}


def with_new(document: dict[str, Any]) -> dict[str, Any]:
    """The document of the former version with what this one adds to its clocks."""
    for clock in document["clocks"]:
        clock.update(NEW_OF_CLOCK)
    for notice in document["notices"]:
        (notice["reminds_of"] or {}).update(NEW_OF_CLOCK)
    return document


def recorded() -> list[dict[str, Any]]:
    return FORMER.documents("notify", "correspondences")


def a_correspondence(contents: list[AnyContent], answers: list[Answer]) -> Correspondence:
    correspondence = Correspondence(application="a1", clocks=(a_clock(),), supplemented=1)
    for number, content in enumerate(contents):
        notice = a_notice(f"review/a1/{number}", seq=number, content=content).written(LETTER)
        for answer in answers:
            notice, _ = notice.answered(answer, to="z@x.cn", at=NOON, real=REAL, jitter=0)
        correspondence = correspondence.adding(notice)
    return correspondence


CORRESPONDENCES = st.builds(
    a_correspondence,
    st.lists(st.sampled_from(CONTENTS), max_size=4),
    st.lists(st.sampled_from(ANSWERS), max_size=3),
)


def test_all_that_the_former_version_wrote_is_read_and_written_as_it_was() -> None:
    kinds = set()
    for document in recorded():
        correspondence = read(document["_id"], document)
        kinds |= {notice.content.kind for notice in correspondence.notices}
        written = stored(write(correspondence))
        known = with_new(document)
        assert written == {name: known.get(name, NEW.get(name)) for name in written}
    assert kinds == {"materials_missing", "supplement_due", "not_accepted", "reopened"}


@given(CORRESPONDENCES)
def test_the_former_version_reads_what_this_one_writes_and_loses_nothing_of_it(
    correspondence: Correspondence,
) -> None:
    state = stored(write(correspondence))
    beside = FormerCorrespondence.model_validate({**state, "application": "a1"})
    assert [notice.kind for notice in beside.notices] == [
        notice.content.kind for notice in correspondence.notices
    ]
    assert read("a1", stored(written_again("a1", state))) == read("a1", state) == correspondence


def test_what_the_former_version_reads_is_what_the_notice_says() -> None:
    notices = (a_notice(f"c{n}", content=content) for n, content in enumerate(CONTENTS))
    state = stored({"notices": [to_document(notice) for notice in notices]})
    asked, reminder, refused, _, back = FormerCorrespondence.model_validate(
        {**state, "application": "a1"}
    ).notices
    for notice, round_ in ((asked, 1), (reminder, 1), (refused, 0)):
        demand = notice.demand
        assert (demand.application, demand.at, demand.supplement_round) == ("a1", NOON, round_)
        assert demand.items == asking().missing.items
    assert (asked.demand.terms, reminder.demand.terms) == (asking().terms, asking().terms)
    assert reminder.reminds_of == a_clock()
    assert refused.non_acceptance is not None
    assert refused.non_acceptance.reason == "not_supplemented"
    assert (back.demand.items, back.demand.terms, refused.demand.terms) == ((), None, None)
    assert back.takes_back is not None
    assert back.takes_back.notice == "n1"


class Receipt(Content):
    """A kind that comes later."""

    kind: Literal["receipt"] = "receipt"
    said: str


class LaterNotice(Notice):
    """A notice of a version that knows it."""

    content: AnyContent | Receipt  # type: ignore[assignment]


def test_a_kind_that_comes_later_is_stored_as_what_it_says_and_the_store_needs_nothing_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {"kind": "receipt", "said": "x"}
    receipt = LaterNotice.model_validate({**a_notice().model_dump(), "content": said})
    document = stored(to_document(receipt))
    with pytest.raises(ValidationError, match="receipt"):
        to_notice(document)
    monkeypatch.setattr(notice_document, "Notice", LaterNotice)
    assert to_notice(document) == receipt


def test_a_kind_that_only_a_newer_version_knows_is_refused() -> None:
    document = to_document(a_notice(written_at=NOON + timedelta(hours=1)))
    with pytest.raises(ValidationError, match="of_next_year"):
        to_notice({**document, "kind": "of_next_year"})
