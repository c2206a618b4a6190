"""The draft that comes with the call of a member of a cohort, and what becomes of the call."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.intake.consumers.cohorts import merged, not_submitted, submitted
from services.intake.domain.application import Application
from services.intake.domain.call import Call
from services.intake.domain.calling import called_draft
from services.intake.domain.drafting import open_draft, rename
from services.intake.domain.next_step import next_step
from services.intake.store.application_document import to_application, to_document
from shared.contracts.cohorts import MemberMerged, MemberNotSubmitted, MemberSubmitted
from shared.errors import Rejected
from shared.heard import Position
from shared.messaging.incoming import Incoming
from shared.programmes import load_file
from shared.values import Bilingual
from tests.unit.intake.applications import amendment, an_enterprise

PROGRAMME = load_file(
    Path(__file__).parents[3] / "programmes" / "innovation-demonstration-enterprises.yaml"
)
CODE = "91440703MA4UQ8XK1Y"
CALLED = datetime(2018, 4, 16, 1, tzinfo=UTC)
DUE = datetime(2018, 5, 31, 16, tzinfo=UTC)
WHY = Bilingual(zh="提交截止于5月31日。依据：通知。", en="Submit by 31 May. Legal basis: notice.")
HOLDER, WHAT = Bilingual(zh="旧名", en="Old name"), Bilingual(zh="示范企业", en="Enterprise")


def called(*, registered: bool = True) -> Application:
    enterprise = replace(an_enterprise(), uscc=CODE) if registered else None
    return called_draft(
        "d1",
        CODE,
        HOLDER,
        WHAT,
        Call("N-1", DUE, WHY),
        PROGRAMME,
        "2018",
        enterprise,
        Position("cohorts.v1", 1),
        CALLED,
    )


def heard(kind: Any, seq: int, **more: Any) -> Incoming[Any]:
    standing = {
        "programme": PROGRAMME.id,
        "programme_version": "2018.1",
        "round": "2018",
        "district": "unknown",
        "industry": "unknown",
        "category": "unknown",
        "milestones": {},
    }
    addressee = {"uscc": CODE, "enterprise": HOLDER, "product": WHAT, "programme_name": WHAT}
    of = {"application": "d1", "cohort": "c", "recognition": "r", "number": "N-1"}
    event = kind.model_validate(
        {**of, "addressee": addressee, "at": DUE, "standing": standing, **more}
    )
    return Incoming(event, "cohorts.v1", "d1", seq, f"review/d1/{seq}", DUE, None)


ENDED = heard(MemberNotSubmitted, 2, due_at=DUE, explanation=WHY, by="statute")
MERGED = heard(
    MemberMerged, 2, into="91310000132200821H", into_name=HOLDER, reason="合并", by="officer-1"
)


def test_a_draft_is_ready_with_what_its_enterprise_has_said_of_itself() -> None:
    draft = called()
    assert (draft.enterprise, draft.district) == (an_enterprise().profile.name, "pengjiang")
    assert (draft.product, draft.industry) == (WHAT, "3912")
    assert draft.category == "demonstration-enterprise"
    step = next_step(draft, PROGRAMME, CALLED)
    assert (step.actor, step.due_at, step.due_explanation) == ("enterprise", DUE, WHY)


def test_who_is_not_registered_has_its_draft_under_the_name_of_the_register() -> None:
    draft = called(registered=False)
    assert (draft.enterprise, draft.district, draft.industry) == (HOLDER, "", "")
    known = rename(draft, an_enterprise())
    assert (known.enterprise, known.industry) == (an_enterprise().profile.name, "3912")


def test_nobody_else_applies_in_a_round_of_a_cohort() -> None:
    with pytest.raises(Rejected, match="not-called"):
        open_draft("d2", an_enterprise(), PROGRAMME, "2018", amendment(), CALLED)


def test_a_call_that_ended_leaves_nothing_to_do_and_is_no_draft_any_more() -> None:
    for news, word, what in (
        (not_submitted(ENDED), "not_submitted", "call_ended"),
        (merged(MERGED), "merged", "call_merged"),
    ):
        ended = news.heard_by(news.heard_by(called()))
        assert (ended.stage, ended.timeline[-1].what) == (word, what)
        assert len(ended.timeline) == 2
        assert next_step(ended, PROGRAMME, DUE).actor == "nobody"


def test_what_came_in_time_counts_after_an_end_was_noted_and_that_is_told() -> None:
    ended = not_submitted(ENDED).heard_by(called())
    again = submitted(heard(MemberSubmitted, 3, after="not_submitted")).heard_by(ended)
    assert again.call is not None
    assert (again.call.ended, again.timeline[-1].what) == (None, "call_met")
    plain = submitted(heard(MemberSubmitted, 2)).heard_by(called())
    assert [item.what for item in plain.timeline] == ["called"]


def test_a_call_is_saved_with_its_draft() -> None:
    ended = not_submitted(ENDED).heard_by(called())
    assert to_application("d1", to_document(ended), PROGRAMME.way) == ended
    assert ended.call == Call("N-1", DUE, WHY, "not_submitted")
