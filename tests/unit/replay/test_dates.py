"""The days of the play: the real calendar of 2019 and 2020."""

from datetime import datetime, timedelta

from deploy.replay.dates import Dates
from shared.calendar import BEIJING, Calendar, count
from shared.programmes import Programme


def of(programme: Programme) -> Dates:
    return Dates(programme, programme.rounds[0], Calendar())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def test_applications_come_on_the_last_five_working_days(programme: Programme) -> None:
    days = [f"2019-07-{day:02d}T09:00" for day in (8, 9, 10, 11, 12)]
    assert of(programme).application_days == [at(day) for day in days]


def test_each_step_has_its_day_and_none_comes_before_the_one_it_follows(
    programme: Programme,
) -> None:
    dates = of(programme)
    steps = [
        dates.formal_review,
        dates.supplements,
        dates.second_review,
        dates.supplements_are_late,
        dates.recommendation,
        dates.decisions,
        dates.freezing,
        dates.notice,
        dates.objections,
        dates.objections_decided,
        dates.announcement,
    ]
    assert steps == [
        at("2019-07-15T09:00"),
        at("2019-07-17T10:00"),
        at("2019-07-18T10:00"),
        at("2019-07-23T09:00"),
        at("2019-08-30T10:00"),
        at("2019-11-21T10:00"),
        at("2019-12-31T16:00"),
        at("2020-01-02T09:00"),
        at("2020-01-06T10:00"),
        at("2020-01-10T15:00"),
        at("2020-01-17T10:00"),
    ]
    assert steps == sorted(steps)


def test_everybody_can_still_be_notified_in_time_at_the_formal_review(
    programme: Programme,
) -> None:
    dates = of(programme)
    earliest = dates.application_days[0]
    notify_by = count(programme.clocks.notify_within, earliest, dates.calendar)
    assert not notify_by.is_late(dates.formal_review + timedelta(hours=8))


def test_objections_are_heard_within_the_notice_and_it_is_over_when_announced(
    programme: Programme,
) -> None:
    dates = of(programme)
    notice = count(programme.clocks.public_notice, dates.notice, dates.calendar)
    assert not notice.is_late(dates.objections_decided)
    assert notice.is_late(dates.announcement)
