"""Programmes with other paths than that of Jiangmen: one to read, and any that is valid."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from services.intake.domain.application import Application, draft_id
from services.intake.domain.drafting import Amendment, open_draft
from shared import values
from shared.programmes import Programme, Stage
from shared.programmes.conditions import Equals
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Decision,
    FormalReview,
    PublicNotice,
)
from shared.programmes.path.kinds.announcement import AnnouncementMilestones
from shared.programmes.path.kinds.decision import DecisionMilestones
from shared.programmes.path.kinds.formal_review import FormalReviewMilestones
from shared.programmes.path.milestone import milestone
from shared.programmes.references import refuse_dangling
from shared.programmes.strict import Bilingual
from tests.programmes import composed
from tests.unit.intake.applications import NOON, PROGRAMME, ROUND, USCC, an_enterprise


def name(zh: str, en: str) -> Bilingual:
    """A text of a definition."""
    return Bilingual(zh=zh, en=en)


def with_path(path: Iterable[Stage], **changes: Any) -> Programme:
    """The rules of Jiangmen with another path. Raises ValidationError for one that is not valid."""
    stages = tuple(path)
    kinds = {stage.kind for stage in stages}
    round_ = ROUND.model_copy(
        update={
            "recommend_by": ROUND.recommend_by if "recommendation" in kinds else None,
            "notice_from": ROUND.notice_from if "public_notice" in kinds else None,
        }
    )
    plain = {"measures": (), "external_figures": (), "published_figures": (), "rounds": (round_,)}
    found = PROGRAMME.model_copy(update=plain | {"path": stages} | changes)
    # What was computed of the other path was copied with it.
    for computed in ("way", "digest"):
        found.__dict__.pop(computed, None)
    refuse_dangling(found)
    return found


TWO_LISTS = with_path(
    (
        ApplicationStage(id="entry", kind="application", name=name("申报", "Entry")),
        FormalReview(
            id="check",
            kind="formal_review",
            name=name("资格审查", "Eligibility check"),
            by="officer",
            milestones=FormalReviewMilestones(
                passed=milestone("eligible", "资格合格", "Eligible"),
                failed=milestone("not_eligible", "资格不合格", "Not eligible"),
            ),
        ),
        Decision(
            id="first-round",
            kind="decision",
            name=name("初评", "First round"),
            milestones=DecisionMilestones(
                passed=milestone("through", "通过初评", "Through the first round"),
                failed=milestone("out", "初评未通过", "Out in the first round"),
            ),
        ),
        Announcement(
            id="shortlist",
            kind="announcement",
            name=name("入围名单", "Shortlist"),
            milestones=AnnouncementMilestones(
                passed=milestone("shortlisted", "入围", "Shortlisted"),
                failed=milestone("not_shortlisted", "未入围", "Not shortlisted"),
            ),
        ),
        Decision(
            id="interview",
            kind="decision",
            name=name("答辩", "Interview"),
            milestones=DecisionMilestones(
                failed=milestone("not_convincing", "答辩未通过", "Not convincing")
            ),
            when=Equals(answer="regulated", equals=True),
        ),
        Decision(
            id="committee",
            kind="decision",
            name=name("终评", "Committee"),
            by="officer",
            sealed=True,
            milestones=DecisionMilestones(decided=milestone("voted", "已表决", "Voted")),
        ),
        PublicNotice(id="notice", kind="public_notice", name=name("公示", "Public notice")),
        Announcement(
            id="release",
            kind="announcement",
            name=name("发布", "Release"),
            milestones=AnnouncementMilestones(
                passed=milestone("approved", "获批", "Approved"),
                failed=milestone("not_approved", "未获批", "Not approved"),
            ),
        ),
    ),
)
"""No recommender, an interview for some, a decision under embargo, and two lists."""


def a_draft_of(programme: Programme, **answers: Any) -> Application:
    """A draft without files in a programme, from its first district and in its first category."""
    fields = Amendment(
        product=values.Bilingual(zh="控制器", en="Controller"),
        category=programme.categories[0].id,
        answers=answers,
    )
    firm = an_enterprise(district=programme.districts[0].id)
    return open_draft(draft_id(USCC, "k"), firm, programme, "2019", fields, NOON)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme with any path, where some stages are passed without a milestone."""
    stages = draw(composed.paths())
    return composed.programme_with(tuple(_maybe_silent(draw, stage) for stage in stages))


def _maybe_silent(draw: st.DrawFn, stage: dict[str, Any]) -> dict[str, Any]:
    usual = stage["kind"] in ("formal_review", "recommendation")
    return stage | {"milestones": {"passed": None}} if usual and draw(st.booleans()) else stage
