"""The timeline says what the register has of an application."""

import json
from pathlib import Path
from typing import Any

from services.intake.consumers.register import (
    certificate_handed_over,
    certificate_issued,
    certificate_voided,
    expired,
    registered,
    renamed,
)
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem
from shared.contracts import KINDS
from shared.contracts.register import RecognitionRegistered
from shared.messaging.incoming import Incoming
from tests.builders import NOON
from tests.unit.intake.applications import submitted

SAMPLES = Path("shared/contracts/samples")


def incoming(kind: str, about: str = "recognition", **changes: Any) -> Incoming[Any]:
    type_ = f"laurel.{about}.{kind}.v1"
    said = json.loads((SAMPLES / f"{type_}.json").read_text(encoding="utf-8"))
    event = KINDS[type_].model_validate(said | changes)
    return Incoming(event, "register.v1", "r1", 1, "e/1", NOON, None)


def item_of(news: News | None) -> TimelineItem:
    assert news is not None
    item = news.item(submitted())
    assert item is not None
    return item


def test_a_recognition_is_noted_with_its_first_and_last_day() -> None:
    item = item_of(registered(incoming("registered")))
    assert (item.what, item.by) == ("registered", "officer")
    assert "自2020-01-15起，有效期至2023-01-15（含当日）" in item.text.zh
    assert "since 2020-01-15, valid until the end of 2023-01-15." in item.text.en
    endless = item_of(registered(incoming("registered", until=None)))
    assert endless.text.en.endswith("without an end.")
    assert endless.text.zh.endswith("未设有效期。")


def test_its_end_and_a_new_name_are_noted() -> None:
    assert "2023-01-15" in item_of(expired(incoming("expired"))).text.zh
    text = item_of(renamed(incoming("renamed"))).text
    assert "江门新某某科技有限公司" in text.zh
    assert "编号与有效期不变" in text.zh
    assert "number and last day stay" in text.en


def test_what_an_officer_entered_is_news_of_no_application() -> None:
    entered: Incoming[RecognitionRegistered] = incoming("registered", application=None)
    assert registered(entered) is None


def test_what_becomes_of_a_certificate_is_noted() -> None:
    first = item_of(certificate_issued(incoming("issued", "certificate"))).text
    assert "取代已作废的 GD-2020-00017" in first.zh
    assert "instead of GD-2020-00017, which is void" in first.en
    named = incoming("issued", "certificate", replaces=None, edition=2)
    assert "编号不变" in item_of(certificate_issued(named)).text.zh
    void = item_of(certificate_voided(incoming("voided", "certificate"))).text
    assert void.en.endswith("It is replaced by GD-2020-00018.")
    given = item_of(certificate_handed_over(incoming("handed-over", "certificate"))).text
    assert "2020-03-20颁发（市民中心）" in given.zh
