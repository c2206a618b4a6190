"""The days of the Jiangmen plan, by the real calendar of 2019 and 2020."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.plan import (
    AnnouncementStep,
    DecisionStep,
    FormalReviewStep,
    Objections,
    PublicNoticeStep,
    RecommendationStep,
    StageStep,
)
from shared.calendar import Calendar, beijing_date, count, working_days_between

CALENDAR = Calendar()
S = TypeVar("S", bound=StageStep)


def the(kind: type[S], replay: Replay) -> S:
    """The step of this kind."""
    return next(step for step in replay.scenario.plan if isinstance(step, kind))


def objections_of(replay: Replay) -> Objections:
    found = the(PublicNoticeStep, replay).objections
    assert found is not None
    return found


def working_days(first: date, last: date) -> int:
    return working_days_between(first, last, CALENDAR)


def test_applications_come_on_the_last_five_working_days(replay: Replay) -> None:
    days = [beijing_date(day.at) for day in replay.applying.days]
    assert len(days) == 5
    assert {working_days(before, day) for before, day in pairwise(days)} == {1}
    assert days[-1] == beijing_date(replay.round.closes_at - timedelta(seconds=1))


def test_each_step_comes_so_many_working_days_after_the_one_it_follows(replay: Replay) -> None:
    review, notice = the(FormalReviewStep, replay), the(PublicNoticeStep, replay)
    objections = objections_of(replay)
    assert review.answered_at is not None
    assert review.reviewed_again_at is not None
    reviewed, opened = beijing_date(review.reviewed_at), beijing_date(notice.opened_at)
    assert working_days(beijing_date(replay.applying.days[-1].at), reviewed) == 1
    assert working_days(reviewed, beijing_date(review.answered_at)) == 2
    assert working_days(reviewed, beijing_date(review.reviewed_again_at)) == 3
    assert working_days(opened, beijing_date(objections.filed_at)) == 2
    assert working_days(opened, beijing_date(objections.decided_at)) == 6


def test_recommendation_decision_freeze_and_announcement_keep_the_calendar_of_the_round(
    replay: Replay,
) -> None:
    entries = {entry.stage: entry for entry in replay.round.calendar}
    recommended = beijing_date(the(RecommendationStep, replay).at)
    assert recommended == entries["recommendation"].ends_on
    decided = beijing_date(the(DecisionStep, replay).at)
    assert entries["review"].starts_on < decided < entries["review"].ends_on
    notice = the(PublicNoticeStep, replay)
    assert beijing_date(notice.frozen_at) == entries["review"].ends_on
    assert beijing_date(notice.opened_at) == replay.round.notice_from
    assert beijing_date(the(AnnouncementStep, replay).at) == replay.round.announce_on


def test_what_comes_too_late_comes_nine_hours_after_the_term(replay: Replay) -> None:
    review = the(FormalReviewStep, replay)
    due = count(replay.programme.clocks.supplement, review.reviewed_at, CALENDAR)
    assert review.too_late_at == due.due_at + timedelta(hours=9)


def test_everybody_can_still_be_notified_in_time_at_the_formal_review(replay: Replay) -> None:
    earliest = replay.applying.days[0].at
    notify_by = count(replay.programme.clocks.notify_within, earliest, CALENDAR)
    assert not notify_by.is_late(the(FormalReviewStep, replay).reviewed_at + timedelta(hours=8))


def test_objections_are_heard_within_the_notice_and_it_is_over_when_announced(
    replay: Replay,
) -> None:
    opened = the(PublicNoticeStep, replay).opened_at
    notice = count(replay.programme.clocks.public_notice, opened, CALENDAR)
    assert not notice.is_late(objections_of(replay).decided_at)
    assert notice.is_late(the(AnnouncementStep, replay).at)
