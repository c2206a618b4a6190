"""What the audit takes for wrong about corrections of announced lists."""

from typing import Any

import pytest

from deploy.audit.audit import each_correction_is_carried_out_once
from deploy.audit.journal_side import JournalEvent
from deploy.audit.recount import recount
from shared.contracts.lists import ListAnnounced, ListCorrected
from shared.contracts.outcomes import OutcomeCorrected
from shared.contracts.register import CertificateIssued, CertificateVoided, RecognitionStruck
from tests.builders import a_standing
from tests.unit.audit.test_accounts import an_event

COUNTS = {"announced": 3, "before": 3, "listed": 2}
NAMED = {"removed": [1], "added": [], "reprinted": [2]}
ANNOUNCED = an_event(ListAnnounced, "review/l1/1", list="l1", recognised=3)
CORRECTED = an_event(ListCorrected, "review/l1/2", list="l1", correction=1, **NAMED, **COUNTS)


def told(change: str, entry: int, identity: str) -> JournalEvent:
    said = {"list": "l1", "correction": 1, "change": change, "entry": entry}
    return an_event(OutcomeCorrected, identity, **said)


REMOVED, REPRINTED = told("removed", 1, "review/a1/9"), told("reprinted", 2, "review/a2/9")
STRUCK = an_event(
    RecognitionStruck, "review/l1.1/3", list="l1", correction=1, entry=1, recognition="l1.1"
)
ISSUED = an_event(CertificateIssued, "review/l1.1/2", number="C1", recognition="l1.1")
VOID = an_event(CertificateVoided, "review/l1.1/4", number="C1")
BOOKS = [ANNOUNCED, CORRECTED, REMOVED, REPRINTED, STRUCK, ISSUED, VOID]


def test_books_with_a_correction_that_everybody_has_heard_balance() -> None:
    found = each_correction_is_carried_out_once(BOOKS)
    assert (found.checked, found.wrong) == (1, ())


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (REMOVED, "l1/1/removed/1: named 1×, told 0×"),
        (REPRINTED, "l1/1/reprinted/2: named 1×, told 0×"),
        (STRUCK, "l1/1/removed/1: struck 0×"),
        (VOID, "C1: about l1.1, which is struck, and not void"),
        (ANNOUNCED, "l1/1: says (3, 3, 2), the events (None, None, -1)"),
    ],
)
def test_what_was_not_carried_out_is_named(gone: JournalEvent, said: str) -> None:
    found = each_correction_is_carried_out_once([e for e in BOOKS if e is not gone])
    assert found.wrong == (said,)


def test_what_is_told_twice_is_named() -> None:
    again = told("removed", 1, "review/a1/10")
    found = each_correction_is_carried_out_once([*BOOKS, again])
    assert found.wrong == ("l1/1/removed/1: named 1×, told 2×",)


def test_a_recount_counts_what_is_struck_under_a_name_of_its_own() -> None:
    standing: dict[str, Any] = a_standing().model_dump(mode="json")
    at = "2020-02-10T01:30:00Z"
    standing["milestones"] = {"recognised": "2020-01-16T01:30:00Z", "not_recognised": at}
    standing["struck"] = {"recognised": at}
    counted = recount([an_event(OutcomeCorrected, "review/a1/1", standing=standing)])
    days = {(one[2], one[3]): n for one, n in counted.items() if len(one) == 5}
    assert days == {
        ("recognised", "2020-01-16"): 1,
        ("not_recognised", "2020-02-10"): 1,
        ("recognised~", "2020-02-10"): 1,
    }
