"""What holds the freeze of a list up, who is listed, and what is told of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.announcing import announce
from services.review.domain.lists.freezing import Found, FreezeOrder, Freezing, Frozen
from services.review.domain.lists.identity import (
    announcement_after,
    freeze_key,
    list_id,
    list_waited_for,
)
from services.review.domain.lists.notice import put_under_notice
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.objection import Counted, file_objection
from services.review.domain.lists.open_cases import OpenCase
from services.review.domain.lists.unfreezing import drawn_up_anew, unfreeze
from shared.contracts.lists import ListAnnounced, ListFrozen, ListNoticed, ListUnfrozen
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


def freezing(
    programme: Programme, announcement: str | None = None, at: datetime = RECOMMENDED_AT
) -> Freezing:
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
        frozen_at=at,
    )
    return Freezing(draft, programme)


def found(*cases: Case, names: Mapping[str, Bilingual] = NAMES, **open_: int) -> Found:
    """These cases wait for the list; so many others stand elsewhere, by word."""
    elsewhere = [
        OpenCase(f"{word}-{n}", f"N-{word}-{n}", word)
        for word, count in open_.items()
        for n in range(count)
    ]
    return Found([candidate(case) for case in cases], names, elsewhere)


def freeze(what: Freezing, of: Found, leave_out: str | None = None) -> Frozen:
    """As it is shown."""
    return what.freeze(of, FreezeOrder(what.show(of).confirmation, leave_out))


def frozen(what: Freezing, *cases: Case) -> Frozen:
    return freeze(what, found(*cases))


def held_up_by(programme: Programme, announcement: str | None = None) -> list[str]:
    return [place.word for place in freezing(programme, announcement).open_at]


def test_a_recognition_is_held_up_by_whatever_is_under_way_and_by_sheets() -> None:
    what = freezing(jiangmen())
    assert [place.word for place in what.open_at] == [
        *("formal_review", "awaiting_delivery", "awaiting_supplement", "accepted", "recommended"),
    ]
    assert what.takes_sheets
    assert what.waiting.word == "decided"


def test_after_the_last_day_of_recommendation_nobody_waits_for_one() -> None:
    after = jiangmen().round(ROUND).recommend_by
    assert after is not None
    what = freezing(jiangmen(), at=after)
    assert "accepted" not in [place.word for place in what.open_at]
    assert "formal_review" in [place.word for place in what.open_at]


def test_where_nobody_recommends_everything_before_the_list_is_open() -> None:
    what = freezing(two_lists(), "shortlist")
    assert [place.word for place in what.open_at] == [
        *("check", "check_awaiting_delivery", "check_awaiting_supplement"),
        *("interview", "preliminary"),
    ]
    assert not what.takes_sheets


def test_nothing_is_frozen_while_the_call_is_open_whoever_is_left_out() -> None:
    closes_at = jiangmen().round(ROUND).closes_at
    what = freezing(jiangmen(), at=closes_at - timedelta(seconds=1))
    assert what.show(found(decided())).open.call_until == closes_at
    with pytest.raises(Rejected, match="call-open"):
        freeze(what, found(decided()), leave_out="不再等待")
    assert freeze(freezing(jiangmen(), at=closes_at), found(decided())).list.entries == 1


def test_what_is_open_holds_a_freeze_up_until_it_is_left_out_for_a_reason() -> None:
    what, of = freezing(jiangmen()), found(decided(), formal_review=2, awaiting_supplement=1)
    with pytest.raises(Rejected) as refused:
        freeze(what, of)
    assert refused.value.code == "still-open"
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("open.formal_review", "2 applications in formal review"),
        ("open.awaiting_supplement", "1 application awaiting supplement"),
    ]
    assert "2件" in (refused.value.zh or "")
    done = freeze(what, of, leave_out="不再等待")
    assert [one.application for one in done.left_out] == [
        *("formal_review-0", "formal_review-1", "awaiting_supplement-0"),
    ]
    assert done.list.left_out is not None
    assert (done.list.left_out.cases, done.list.left_out.reason) == (3, "不再等待")


def test_who_waits_for_a_decision_is_not_left_out() -> None:
    with pytest.raises(Rejected, match="undecided-left"):
        freeze(freezing(jiangmen()), found(decided(), recommended=1), leave_out="不再等待")


def test_nothing_is_frozen_but_what_was_shown_to_who_freezes_it() -> None:
    what, shown = freezing(jiangmen()), found(decided("a1"), formal_review=1)
    with pytest.raises(Rejected) as refused:
        what.freeze(shown, FreezeOrder(None, "不再等待"))
    assert refused.value.code == "confirmation-required"
    assert f"/review/v1/rounds/{PROGRAMME}/{ROUND}/lists/preview" in refused.value.detail
    confirmation = what.show(shown).confirmation
    renamed = found(decided("a1"), names={decided().uscc: Bilingual(zh="新", en="New")})
    for changed in (found(decided("a2"), formal_review=1), found(decided("a1")), renamed):
        with pytest.raises(Rejected, match="shown-has-changed"):
            what.freeze(changed, FreezeOrder(confirmation, "不再等待"))
    another = Freezing(what.draft.model_copy(update={"frozen_by": "officer-2"}), jiangmen())
    with pytest.raises(Rejected, match="shown-has-changed"):
        another.freeze(shown, FreezeOrder(confirmation, "不再等待"))
    assert what.freeze(shown, FreezeOrder(confirmation, "不再等待")).list.entries == 1


def test_an_unfrozen_list_is_frozen_anew_under_the_next_number() -> None:
    first = frozen(freezing(two_lists(), "shortlist"), small_cases.shortlisted()).list
    step = unfreeze(first, two_lists(), reason="漏评一件", by="o", at=RECOMMENDED_AT)
    assert step is not None
    assert not step.list.is_public
    (event,) = step.events
    assert isinstance(event, ListUnfrozen)
    assert (event.freezing, event.digest, event.reason) == (1, first.digest, "漏评一件")
    assert unfreeze(step.list, two_lists(), reason="r", by="o", at=RECOMMENDED_AT) is None
    with pytest.raises(Rejected, match="not-frozen"):
        announce(step.list, two_lists(), by="o", at=RECOMMENDED_AT)
    what = freezing(two_lists(), "shortlist")
    anew = Freezing(drawn_up_anew(step.list, what.draft), two_lists())
    of = found(small_cases.shortlisted())
    assert anew.show(of).confirmation != what.show(of).confirmation
    done = freeze(anew, of)
    (event,) = done.events
    assert isinstance(event, ListFrozen)
    assert (event.freezing, done.list.freezing, len(done.list.unfrozen)) == (2, 2, 1)


def test_what_everybody_may_have_read_is_not_unfrozen() -> None:
    list_ = frozen(freezing(jiangmen()), decided()).list
    step = put_under_notice(list_, jiangmen(), CALENDAR, by="o", at=RECOMMENDED_AT)
    with pytest.raises(Rejected, match="list-public"):
        unfreeze(step.list, jiangmen(), reason="r", by="o", at=RECOMMENDED_AT)


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
    assert "recommendation" in held_up_by(path)
    assert freezing(path).takes_sheets


def test_the_list_is_of_those_that_the_last_decision_passed() -> None:
    passed, failed = decided("a1"), decided("a2", "not_recognise")
    listed = frozen(freezing(jiangmen()), passed, failed)
    assert [entry.application for entry in listed.entries] == ["a1"]
    what = freezing(two_lists(), "release")
    small = [small_cases.deliberated("p1"), small_cases.deliberated("p2", "fail")]
    assert [entry.application for entry in frozen(what, *small).entries] == ["p1"]


def test_entries_have_the_names_that_enterprises_have_now() -> None:
    case = decided("a1")
    new = Bilingual(zh="新名公司", en="New Ltd")
    (entry,) = freeze(freezing(jiangmen()), found(case, names={case.uscc: new})).entries
    assert entry.enterprise == new


@pytest.mark.parametrize(
    ("programme", "announcement", "open_", "text"),
    [
        (
            *(jiangmen(), None, {"recommended": 3}),
            "3 recommended applications are not decided yet. Decide them",
        ),
        (jiangmen(), None, {}, "No decided application is to be recognised."),
        (
            *(two_lists(), "shortlist", {"check": 2, "check_awaiting_delivery": 1}),
            "2 applications are still in check, 1 awaiting delivery. Conclude them first",
        ),
        (
            *(two_lists(), "shortlist", {"interview": 2, "preliminary": 1}),
            "2 applications are still in interview, 1 in preliminary. Conclude these stages",
        ),
        (two_lists(), "shortlist", {}, "No application in shortlist is to be on shortlist."),
    ],
)
def test_a_refusal_speaks_in_the_words_of_the_path(
    programme: Programme, announcement: str | None, open_: dict[str, int], text: str
) -> None:
    with pytest.raises(Rejected) as refused:
        freeze(freezing(programme, announcement), found(names=NAMES, **open_))
    assert refused.value.detail.startswith(text)
    assert refused.value.zh is not None


def test_only_the_events_of_stages_tell_of_a_freeze_and_name_the_stage() -> None:
    assert frozen(freezing(jiangmen()), decided("a1")).events == ()
    (event,) = frozen(freezing(two_lists(), "shortlist"), small_cases.shortlisted()).events
    assert isinstance(event, ListFrozen)
    assert (event.stage, event.entries) == ("shortlist", 1)


def test_a_list_without_a_notice_is_announced_at_once_and_takes_no_objection() -> None:
    listed = frozen(freezing(two_lists(), "shortlist"), small_cases.shortlisted())
    assert not listed.list.is_public
    with pytest.raises(Rejected, match="no-notice"):
        put_under_notice(listed.list, two_lists(), CALENDAR, by="o", at=RECOMMENDED_AT)
    step = announce(listed.list, two_lists(), by="o", at=RECOMMENDED_AT)
    assert step.list.is_public
    (event,) = step.events
    assert isinstance(event, ListAnnounced)
    assert (event.stage, event.recognised) == ("shortlist", 1)
    with pytest.raises(Rejected, match="no-notice"):
        file_objection(
            step.list,
            listed.entries[0],
            Counted(),
            two_lists(),
            CALENDAR,
            objection="o1",
            facts="f",
            evidence="e",
            at=RECOMMENDED_AT,
        )


def test_a_list_with_a_notice_is_announced_after_it_and_names_its_stage() -> None:
    listed = frozen(freezing(two_lists(), "release"), small_cases.deliberated()).list
    with pytest.raises(Rejected, match="not-noticed"):
        announce(listed, two_lists(), by="o", at=RECOMMENDED_AT)
    step = put_under_notice(listed, two_lists(), CALENDAR, by="o", at=RECOMMENDED_AT)
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
