"""The timeline says that an application waits, since it seems to be there twice, not for whom."""

from typing import Any

import pytest

from services.intake.consumers.twins import same_thing_found, same_thing_settled
from shared.contracts.reviews import SameThingFound, SameThingSettled
from shared.messaging.incoming import Incoming
from tests.builders import a_standing
from tests.unit.intake.applications import NOON
from tests.unit.intake.review import an_application
from tests.unit.review.builders import jiangmen

OTHER = {"other": "somebody-elses", "reason": "与乙公司的专利相同"}


def heard(event: Any) -> Incoming[Any]:
    return Incoming(event, "reviews.v1", "a1", 2, "review/a1/2", NOON, None)


def last_word(how: str, *, ends: bool = False) -> tuple[str, str, str, str]:
    event = SameThingSettled.model_validate(
        {
            "application": "a1",
            "number": "N-1",
            "how": how,
            "ends": ends,
            "by": "x",
            **OTHER,
            "at": NOON,
            "standing": a_standing(),
        }
    )
    application = same_thing_settled(heard(event)).heard_by(an_application(jiangmen()))
    item = application.timeline[-1]
    return item.what, item.by, item.text.zh, item.text.en


def test_it_is_told_that_it_waits() -> None:
    event = SameThingFound(
        application="a1",
        number="N-1",
        other="somebody-elses",
        known_by=("patent",),
        at=NOON,
        standing=a_standing(),
    )
    application = same_thing_found(heard(event)).heard_by(an_application(jiangmen()))
    item = application.timeline[-1]
    assert (item.what, item.by) == ("same_thing_found", "system")
    assert "暂停办理" in item.text.zh
    assert "waits until that is settled" in item.text.en
    assert "somebody" not in str(item)


@pytest.mark.parametrize(
    ("how", "ends", "by", "zh", "en"),
    [
        ("not_the_same", False, "association", "并非重复", "not for the same thing"),
        ("the_same", True, "association", "不再继续办理", "goes on no further"),
        ("the_same", False, "association", "本申报继续办理", "this one does"),
        ("lapsed", False, "system", "已有一项办结", "has ended"),
    ],
)
def test_it_is_told_what_was_settled(how: str, ends: bool, by: str, zh: str, en: str) -> None:
    what, said_by, in_chinese, in_english = last_word(how, ends=ends)
    assert (what, said_by) == ("same_thing_settled", by)
    assert zh in in_chinese
    assert en in in_english
    assert not {"乙公司", "somebody"} & {in_chinese, in_english}
