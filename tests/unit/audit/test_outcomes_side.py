"""The audit finds what agencies are not told, told twice, or told otherwise."""

from dataclasses import replace

from deploy.audit.audit import agencies_hear_each_outcome_once
from deploy.audit.journal_side import JournalEvent
from services.notify.domain.agencies.public_outcome import PublicOutcome
from shared.contracts.outcomes import TOPIC
from tests.unit.notify.outcomes import a_sample, heard


def published(subject: str, sequence: int, kind: str = "outcome.recognised") -> JournalEvent:
    event = a_sample(kind)
    identity = f"review/{subject}/{sequence}"
    data = event.model_dump(mode="json")
    return JournalEvent(identity, event.type, TOPIC, subject, sequence, data)


def kept(position: int, subject: str, sequence: int) -> PublicOutcome:
    return heard("outcome.recognised", subject, sequence).numbered(position, None)


FIRST, SECOND = published("a1", 4), published("a2", 4)
BOTH = [kept(1, "a2", 4), kept(2, "a1", 4)]


def test_it_balances_in_whatever_order_they_were_heard() -> None:
    found = agencies_hear_each_outcome_once([FIRST, SECOND], BOTH)
    assert (found.wrong, found.checked) == ((), 2)


def test_what_agencies_do_not_hear_is_found() -> None:
    found = agencies_hear_each_outcome_once([FIRST, SECOND], BOTH[:1])
    assert found.wrong == ("review/a1/4: published 1×, kept for agencies 0×",)


def test_what_they_hear_twice_or_of_nobody_is_found() -> None:
    twice = [*BOTH, kept(3, "a1", 4), kept(4, "b1", 1)]
    assert agencies_hear_each_outcome_once([FIRST, SECOND], twice).wrong == (
        "review/a1/4: published 1×, kept for agencies 2×",
        "review/b1/1: published 0×, kept for agencies 1×",
    )


def test_what_they_are_told_otherwise_is_found() -> None:
    other = replace(BOTH[1], body=BOTH[1].body.replace(b"Jiangmen", b"Elsewhere"))
    found = agencies_hear_each_outcome_once([FIRST, SECOND], [BOTH[0], other])
    assert found.wrong == ("review/a1/4: agencies are told otherwise",)


def test_a_gap_between_positions_is_found() -> None:
    found = agencies_hear_each_outcome_once([FIRST, SECOND], [BOTH[0], kept(3, "a1", 4)])
    assert found.wrong == ("2 public outcomes, but the last position is 3",)


def test_nothing_at_all_balances() -> None:
    assert agencies_hear_each_outcome_once([], []).balanced
