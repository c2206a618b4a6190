"""The timeline says what becomes of a recognition before its last day."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.intake.consumers.revocations import OF_REVOCATIONS, revocation_news
from shared.contracts.base import Event
from shared.contracts.revocations import (
    RecognitionRevoked,
    RevocationHeard,
    RevocationOpened,
    RevocationTerm,
)
from shared.messaging.incoming import Incoming
from tests.builders import NOON
from tests.unit.intake.applications import submitted

SAMPLES = Path("shared/contracts/samples")


def incoming(kind: type[Event], **changes: Any) -> Incoming[Any]:
    said = json.loads((SAMPLES / f"{kind.type}.json").read_text(encoding="utf-8"))
    event = kind.model_validate(said | changes)
    return Incoming(event, "revocations.v1", "r1", 1, "e/1", NOON, None)


def item_of(kind: type[Event], **changes: Any) -> Any:
    news = revocation_news(incoming(kind, **changes))
    assert news is not None
    return news.item(submitted())


@pytest.mark.parametrize("kind", OF_REVOCATIONS)
def test_each_is_told_in_both_languages_and_of_no_application_nothing(kind: type[Event]) -> None:
    item = item_of(kind)
    assert item.text.zh
    assert item.text.en
    assert revocation_news(incoming(kind, application=None)) is None


def test_what_is_charged_is_told_with_the_right_to_be_heard() -> None:
    item = item_of(RevocationOpened)
    assert (item.what, item.by) == ("revocation_opened", "officer")
    assert "检验报告系伪造。" in item.text.zh
    assert "you may be heard" in item.text.en


def test_a_term_explains_itself_and_says_when_it_does_not_run() -> None:
    item = item_of(RevocationTerm)
    assert item.by == "system"
    assert "计5个工作日" in item.text.zh
    stopped = item_of(RevocationTerm, due_at=None, explanation=None)
    assert "no time to be heard runs" in stopped.text.en


def test_what_the_holder_does_is_told_as_its_own() -> None:
    assert item_of(RevocationHeard).by == "enterprise"


def test_a_revocation_says_why() -> None:
    item = item_of(RecognitionRevoked)
    assert "申报材料存在虚假" in item.text.zh
    assert "You may appeal." in item.text.en
