"""What holds the freeze of a list up, who is listed, and what is told of it."""

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.announcing import announce
from services.review.domain.lists.freezing import Freezing, Frozen
from services.review.domain.lists.identity import (
    announcement_after,
    freeze_key,
    list_id,
    list_waited_for,
)
from services.review.domain.lists.notice import put_under_notice
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.objection import Counted, file_objection
from shared.contracts.lists import ListAnnounced, ListFrozen, ListNoticed
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import Announcement, Recommendation
from shared.values import Bilingual
from tests.programmes.paths import milestone, stage, with_path
from tests.programmes.two_lists import ROUND, two_lists
from tests.unit.review import small_cases
from tests.unit.review.builders import (
    CALENDAR,
    PROGRAMME,
    RECOMMENDED_AT,
    accepted,
    candidate,
    decided,
    jiangmen,
    recommended,
)

NAMES: dict[str, Bilingual] = {}


def freezing(programme: Programme, announcement: str | None = None) -> Freezing:
    draft = NumberedList(
        id="l1",
        programme=programme.id,
        programme_version=programme.version,
        round=ROUND,
        announcement=announcement,
        state="frozen",
        entries=0,
        digest="",
        frozen_by="officer-1",
        frozen_at=RECOMMENDED_AT,
    )
    return Freezing(draft, programme)


def frozen(what: Freezing, *cases: Case) -> Frozen:
    return what.freeze([candidate(case) for case in cases], NAMES, 0)


def held_up_by(programme: Programme, announcement: str | None = None) -> list[str]:
    return [place.word for place in freezing(programme, announcement).unsettled]


def test_a_recognition_is_held_up_by_what_is_recommended_and_by_sheets() -> None:
    what = freezing(jiangmen())
    assert ([place.word for place in what.unsettled], what.takes_sheets) == (["recommended"], True)
    assert what.waiting.word == "decided"


def test_where_nobody_recommends_everything_before_the_list_has_to_be_settled() -> None:
    what = freezing(two_lists(), "shortlist")
    assert [place.word for place in what.unsettled] == [
        *("check", "check_awaiting_delivery", "check_awaiting_supplement"),
        *("interview", "preliminary"),
    ]
    assert not what.takes_sheets


def test_a_later_list_is_held_up_by_what_has_come_since_the_one_before() -> None:
    assert held_up_by(two_lists(), "release") == ["shortlist", "committee"]


def test_what_not_every_case_goes_through_holds_up_nobody_else() -> None:
    when = {"answer": "X", "equals": True}
    path = with_path(
        (
            stage("application", "application"),
            stage("check", "formal_review"),
            stage("recommendation", "recommendation", when=when),
            stage("decision", "decision", milestones={"failed": milestone("failed")}),
            stage("list", "announcement", milestones={"passed": milestone("listed")}),
        )
    )
    assert held_up_by(path)[0] == "check"
    assert "recommendation" not in held_up_by(path)
    assert freezing(path).takes_sheets


def test_the_list_is_of_those_that_the_last_decision_passed() -> None:
    passed, failed = decided("a1"), decided("a2", "not_recognise")
    found = frozen(freezing(jiangmen()), passed, failed)
    assert [entry.application for entry in found.entries] == ["a1"]
    what = freezing(two_lists(), "release")
    small = [small_cases.deliberated("p1"), small_cases.deliberated("p2", "fail")]
    assert [entry.application for entry in frozen(what, *small).entries] == ["p1"]


def test_entries_have_the_names_that_enterprises_have_now() -> None:
    case = decided("a1")
    new = Bilingual(zh="新名公司", en="New Ltd")
    (entry,) = freezing(jiangmen()).freeze([candidate(case)], {case.uscc: new}, 0).entries
    assert entry.enterprise == new


@pytest.mark.parametrize(
    ("programme", "announcement", "unsettled", "text"),
    [
        (jiangmen(), None, 3, "3 recommended application(s) are not decided yet. Decide them"),
        (jiangmen(), None, 0, "No decided application is to be recognised."),
        (two_lists(), "shortlist", 2, "2 application(s) are still in check or awaiting"),
        (two_lists(), "shortlist", 0, "No application in shortlist is to be on shortlist."),
    ],
)
def test_a_refusal_speaks_in_the_words_of_the_path(
    programme: Programme, announcement: str | None, unsettled: int, text: str
) -> None:
    with pytest.raises(Rejected) as refused:
        freezing(programme, announcement).freeze([], NAMES, unsettled)
    assert refused.value.detail.startswith(text)


def test_only_the_events_of_stages_tell_of_a_freeze_and_name_the_stage() -> None:
    assert frozen(freezing(jiangmen()), decided("a1")).events == ()
    (event,) = frozen(freezing(two_lists(), "shortlist"), small_cases.shortlisted()).events
    assert isinstance(event, ListFrozen)
    assert (event.stage, event.entries) == ("shortlist", 1)


def test_a_list_without_a_notice_is_announced_at_once_and_takes_no_objection() -> None:
    found = frozen(freezing(two_lists(), "shortlist"), small_cases.shortlisted())
    assert not found.list.is_public
    with pytest.raises(Rejected, match="no-notice"):
        put_under_notice(found.list, two_lists(), CALENDAR, by="o", at=RECOMMENDED_AT)
    step = announce(found.list, two_lists(), by="o", at=RECOMMENDED_AT)
    assert step.list.is_public
    (event,) = step.events
    assert isinstance(event, ListAnnounced)
    assert (event.stage, event.recognised) == ("shortlist", 1)
    with pytest.raises(Rejected, match="no-notice"):
        file_objection(
            step.list,
            found.entries[0],
            Counted(),
            two_lists(),
            objection="o1",
            facts="f",
            evidence="e",
            at=RECOMMENDED_AT,
        )


def test_a_list_with_a_notice_is_announced_after_it_and_names_its_stage() -> None:
    found = frozen(freezing(two_lists(), "release"), small_cases.deliberated()).list
    with pytest.raises(Rejected, match="not-noticed"):
        announce(found, two_lists(), by="o", at=RECOMMENDED_AT)
    step = put_under_notice(found, two_lists(), CALENDAR, by="o", at=RECOMMENDED_AT)
    (event,) = step.events
    assert isinstance(event, ListNoticed)
    assert (event.stage, step.list.is_public) == ("release", True)


def test_the_last_list_of_a_round_is_called_after_it_and_others_after_their_stage() -> None:
    shortlist, release = two_lists().way.of_kind(Announcement)
    way = two_lists().way
    assert [list_id("p", "r", way, one) for one in (shortlist, release)] == ["p-r-shortlist", "p-r"]
    assert [freeze_key("p", "r", way, one) for one in (shortlist, release)] == [
        "p/r/shortlist",
        "p/r",
    ]


def test_a_case_waits_for_the_list_of_the_announcement_where_it_stands() -> None:
    assert list_waited_for(decided(), jiangmen()) == f"{PROGRAMME}-2019"
    for case in (accepted(), recommended()):
        assert list_waited_for(case, jiangmen()) is None
    assert list_waited_for(small_cases.shortlisted(), two_lists()) == "small-2019-shortlist"
    (recommendation,) = jiangmen().way.of_kind(Recommendation)
    assert announcement_after(jiangmen().way, recommendation) is jiangmen().way.final
