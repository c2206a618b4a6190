"""The register: validity in completed years, one end told once, names as of a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.review.domain.recognition.expiring import expire, remind
from services.review.domain.recognition.recognition import (
    Recognition,
    RecognitionStep,
    Source,
    end_after,
)
from services.review.domain.recognition.registering import registered
from services.review.domain.recognition.renaming import rename
from services.review.domain.recognition.validity import last_day, years_later
from shared.contracts.register import RecognitionExpired, RecognitionExpiring, RecognitionRenamed
from shared.errors import Rejected
from shared.programmes import After, Validity
from shared.values import Bilingual
from tests.unit.review.builders import jiangmen

OLD, NEW = Bilingual(zh="旧名", en="Old"), Bilingual(zh="新名", en="New")
SINCE, UNTIL = date(2020, 1, 15), date(2023, 1, 15)
LAST_INSTANT = datetime(2023, 1, 15, 15, 59, 59, tzinfo=UTC)
"""One second before midnight in Beijing."""


def a_recognition(until: date | None = UNTIL) -> Recognition:
    return Recognition(
        id="l.1",
        programme="p",
        programme_version="2019.1",
        number="N-1",
        subject="91350100M000100Y43",
        holder=OLD,
        what=OLD,
        since=SINCE,
        until=until,
        expires_at=end_after(until),
        source=Source(document="d"),
        registered_by="officer-1",
        registered_at=datetime(2020, 1, 15, 2, tzinfo=UTC),
    )


def called(found: Recognition, name: Bilingual, since: date) -> RecognitionStep:
    at = datetime(2021, 3, 5, tzinfo=UTC)
    return rename(found, name, since=since, reason="更名", by="officer-1", at=at)


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        (date(2020, 1, 15), 3, date(2023, 1, 15)),
        (date(2016, 2, 29), 3, date(2019, 2, 28)),
        (date(2016, 2, 29), 4, date(2020, 2, 29)),
        (date(2019, 12, 31), 1, date(2020, 12, 31)),
    ],
)
def test_the_last_day_is_that_of_the_same_date(day: date, years: int, last: date) -> None:
    assert years_later(day, years) == last


def test_without_a_validity_there_is_no_last_day() -> None:
    assert last_day(jiangmen(), SINCE) is None
    three = jiangmen().model_copy(update={"after": After(validity=Validity(years=3))})
    assert last_day(three, SINCE) == UNTIL


def test_the_last_day_ends_at_midnight_in_beijing_and_that_is_told_once() -> None:
    found = a_recognition()
    assert expire(found, at=LAST_INSTANT) == RecognitionStep(found)
    assert found.status_at(LAST_INSTANT) == "valid"
    over = LAST_INSTANT + timedelta(seconds=1)
    assert found.status_at(over) == "expired"
    step = expire(found, at=over + timedelta(days=40))
    (event,) = step.events
    assert isinstance(event, RecognitionExpired)
    assert (event.until, event.at) == (UNTIL, over)
    assert expire(step.recognition, at=over).events == ()


def test_what_has_no_last_day_never_expires() -> None:
    found = a_recognition(until=None)
    assert expire(found, at=LAST_INSTANT.replace(year=2999)).events == ()
    assert found.status_at(LAST_INSTANT.replace(year=2999)) == "valid"


@pytest.mark.parametrize("status", ["revoked", "superseded"])
def test_what_has_ended_before_stays_so_after_its_last_day(status: str) -> None:
    found = a_recognition().model_copy(update={"status": status})
    after = LAST_INSTANT + timedelta(days=1)
    assert found.status_at(after) == status
    assert expire(found, at=after).events == ()


def test_a_new_name_keeps_number_and_last_day_and_the_name_of_every_day_is_known() -> None:
    step = called(a_recognition(), NEW, date(2021, 3, 2))
    (event,) = step.events
    assert isinstance(event, RecognitionRenamed)
    assert (event.former, event.holder, event.since) == (OLD, NEW, date(2021, 3, 2))
    found = step.recognition
    assert (found.number, found.until) == ("N-1", UNTIL)
    assert found.holder_on(date(2021, 3, 1)) == OLD
    assert found.holder_on(date(2021, 3, 2)) == NEW
    third = called(found, OLD, date(2022, 1, 1)).recognition
    assert [third.holder_on(date(year, 6, 1)) for year in (2020, 2021, 2022)] == [OLD, NEW, OLD]


def test_the_same_name_changes_nothing_and_one_from_before_is_refused() -> None:
    found = called(a_recognition(), NEW, date(2021, 3, 2)).recognition
    assert called(found, NEW, date(2021, 9, 9)) == RecognitionStep(found)
    with pytest.raises(Rejected, match="name-too-early"):
        called(found, OLD, date(2021, 3, 2))


def test_what_is_registered_is_told_with_the_source() -> None:
    (event,) = registered(a_recognition()).events
    assert event.model_dump(mode="json")["source"] == {"document": "d"}


def test_a_holder_is_reminded_once_on_each_day_that_the_programme_has() -> None:
    found, rules = a_recognition(), jiangmen()
    nine = datetime(2022, 10, 17, 1, tzinfo=UTC)
    assert remind(found, rules, 90, at=nine - timedelta(seconds=1)).events == ()
    step = remind(found, rules, 90, at=nine)
    (event,) = step.events
    assert isinstance(event, RecognitionExpiring)
    assert (event.days, event.until, event.addressee) == (90, UNTIL, None)
    assert remind(step.recognition, rules, 90, at=nine + timedelta(days=1)).events == ()
    assert remind(step.recognition, rules, 30, at=nine + timedelta(days=60)).events


def test_after_an_outage_the_last_reminder_that_was_missed_is_told_alone() -> None:
    late = datetime(2023, 1, 10, 2, tzinfo=UTC)
    told = remind(a_recognition(), jiangmen(), 30, at=late).recognition
    assert told.reminded == (30,)
    assert remind(told, jiangmen(), 90, at=late).events == ()


def test_one_that_is_over_or_suspended_is_not_reminded_of() -> None:
    over = LAST_INSTANT + timedelta(seconds=1)
    assert remind(a_recognition(), jiangmen(), 30, at=over).events == ()
    suspended = a_recognition().model_copy(update={"status": "suspended"})
    assert remind(suspended, jiangmen(), 30, at=LAST_INSTANT).events == ()
