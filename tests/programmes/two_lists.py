"""A programme of two decisions and two lists: nobody recommends, and only the last is noticed.

Its first decisions end the cases that fail; its last one is sealed until the last list. The
interview is for those alone that have won a prize, by the fact `prize`.
"""

from functools import cache

from shared.programmes import Programme
from tests.programmes.paths import StageData, milestone, named, stage, with_path

ID = "small"
ROUND = "2019"
ASSOCIATION, COMMITTEE = "record-association", "review-committee"

PATH: tuple[StageData, ...] = (
    stage("application", "application"),
    stage("check", "formal_review", office=ASSOCIATION, deemed_acceptance=False),
    stage(
        "interview",
        "decision",
        milestones={"failed": milestone("not_convincing")},
        verdicts={"passed": milestone("convincing"), "failed": milestone("unconvincing")},
        when={"fact": "prize", "equals": True},
    ),
    stage(
        "preliminary",
        "decision",
        milestones={"passed": milestone("shortlisted"), "failed": milestone("not_shortlisted")},
        verdicts={"passed": milestone("shortlist"), "failed": milestone("leave_out")},
    ),
    stage("shortlist", "announcement", milestones={"passed": milestone("on_shortlist")}),
    stage(
        "committee",
        "decision",
        by="officer",
        office=COMMITTEE,
        sealed=True,
        milestones={"decided": milestone("deliberated")},
    ),
    stage("notice", "public_notice", office=COMMITTEE),
    stage(
        "release",
        "announcement",
        office=COMMITTEE,
        milestones={"passed": milestone("approved"), "failed": milestone("not_approved")},
        words={"announced": milestone("released")},
    ),
)


@cache
def two_lists() -> Programme:
    """The programme."""
    offices = tuple({"id": office, "name": named(office)} for office in (ASSOCIATION, COMMITTEE))
    prize = {"id": "prize", "name": named("prize"), "type": "boolean", "from": {"answer": "X"}}
    return with_path(PATH, offices=offices, recommenders=(), facts=(prize,))
