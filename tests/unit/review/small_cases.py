"""Cases of a programme of two decisions and two lists, at every place of its path."""

from datetime import timedelta
from typing import Any

from services.review.domain.case import Case, Step
from services.review.domain.case.opening import open_case
from services.review.domain.lists.entry import Entry, numbered
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.formal_review.conclusion import accept
from shared.contracts.applications import ApplicationSubmitted
from shared.programmes.path import Announcement
from tests.builders import NOON, a_standing
from tests.programmes.two_lists import ID, ROUND, two_lists
from tests.unit.review.builders import CALENDAR, a_material, candidate, submitted

LATER = NOON + timedelta(days=60)


def a_small_submission(application: str = "p1", **changes: Any) -> ApplicationSubmitted:
    """A complete submission in this programme, without a prize."""
    standing = a_standing(
        programme=ID,
        programme_version="2019.1",
        round=ROUND,
        district="north",
        category="materials",
        subject="91350100M000100Y43",
        facts={"prize": False},
    )
    plain = {
        "standing": standing,
        "answers": {"X": False, "Y": False},
        "materials": (a_material("A"),),
    }
    return submitted(application, **(plain | changes))


def checking(application: str = "p1", **changes: Any) -> Case:
    """In formal review."""
    submission = a_small_submission(application, **changes)
    return open_case(submission, two_lists(), CALENDAR, NOON).case


def accepted(application: str = "p1", **changes: Any) -> Case:
    """Waits for the preliminary decision, or for the shortlist when it has won a prize."""
    case = checking(application, **changes)
    return accept(case, two_lists(), CALENDAR, by="o", at=NOON).case


def deciding(
    case: Case, verdict: str, *, reason: str | None = None, meant: str | None = None
) -> Step:
    """The case decided by this verdict."""
    step = decide(
        case,
        two_lists(),
        CALENDAR,
        verdict=verdict,
        opinion="同意",
        reason=reason,
        by="r",
        at=LATER,
        meant=meant,
    )
    assert step is not None
    return step


def shortlisted(application: str = "p1", **changes: Any) -> Case:
    """Passed the preliminary decision, and waits for the shortlist."""
    return deciding(accepted(application, **changes), "shortlist").case


def announcing(case: Case, stage: str, entry: Entry | None) -> Step:
    """The case after the announcement of the list of a stage, on it by its entry or not."""
    found = two_lists().way.stage(stage)
    assert isinstance(found, Announcement)
    return give_outcome(case, found, two_lists(), CALENDAR, f"{ID}-{ROUND}", entry, at=LATER)


def entry_of(case: Case) -> Entry:
    """Its entry as the only one of a list."""
    return numbered([candidate(case)], [])[0]


def before_committee(application: str = "p1", **changes: Any) -> Case:
    """On the announced shortlist, and waits for the committee."""
    case = shortlisted(application, **changes)
    return announcing(case, "shortlist", entry_of(case)).case


def deliberated(application: str = "p1", verdict: str = "pass", **changes: Any) -> Case:
    """The committee has decided; waits for the release."""
    reason = None if verdict == "pass" else "unfit"
    return deciding(before_committee(application, **changes), verdict, reason=reason).case
