"""Cases, dossiers and lists that review's tests start from."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from services.review.domain.case import Case, Step
from services.review.domain.case.opening import open_case
from services.review.domain.lists.entry import Candidate, Entry
from services.review.domain.official import Official
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.recommendation.recommending import recommend
from services.review.usecases.rules import Rules
from shared.calendar import Calendar
from shared.contracts.applications import (
    ApplicationSubmitted,
    ApplicationSupplemented,
    ApplicationWithdrawn,
    Material,
    SupplementStaged,
)
from shared.contracts.base import Event
from shared.contracts.notices import NoticeBounced, NoticeDelivered
from shared.programmes import Programme, Programmes
from tests.builders import NOON, a_standing, a_submission

PROGRAMME = "gd-hightech-product-jiangmen"
ROUND = "2019"
RECOMMENDED_AT = datetime(2019, 8, 20, 2, 0, tzinfo=UTC)
ALL_MATERIALS = ("M01", "M02", "M05", "M07")
CALENDAR = Calendar()
ASSOCIATION = Official("association-1", frozenset({"association"}), None)
CITY = Official("city-1", frozenset({"recommender"}), "jiangmen")
REVIEWER = Official("reviewer-1", frozenset({"reviewer"}), None)
OFFICER = Official("officer-1", frozenset({"officer"}), None)


@cache
def rules() -> Rules:
    """The published programmes and the calendar."""
    return Rules(Programmes.from_directory(Path("programmes")), Calendar())


@cache
def jiangmen() -> Programme:
    """The programme of the Jiangmen round."""
    return rules().programmes.get(PROGRAMME, "2019.1")


def with_quota(quota: int) -> Rules:
    """The same programme with a quota for its one recommender."""
    city = jiangmen().recommenders[0].model_copy(update={"quota": quota})
    return Rules(Programmes([jiangmen().model_copy(update={"recommenders": (city,)})]), Calendar())


def next_year() -> Rules:
    """The same programme, and a version with another round that is in force already."""
    round_ = jiangmen().rounds[0].model_copy(update={"id": "2020"})
    later = {"version": "2020.1", "effective_from": date(2019, 8, 1), "rounds": (round_,)}
    return Rules(Programmes([jiangmen(), jiangmen().model_copy(update=later)]), Calendar())


def a_material(requirement: str, serial: int = 1) -> Material:
    """A good PDF for a requirement."""
    return Material(
        id=f"{requirement}-{serial}",
        requirement=requirement,
        filename=f"{requirement}.pdf",
        kind="pdf",
        pages=1,
        size=1000,
        sha256="0" * 64,
    )


def answers() -> dict[str, Any]:
    """Answers that are all valid and ask for nothing more."""
    return {
        "M04": "本产品属于先进制造与自动化领域。" * 14,
        "regulated": False,
        "ip_acquired": False,
        "high_impact": False,
    }


def a_dossier(*materials: str) -> dict[str, Any]:
    """Answers and materials of a submission; all materials unless some are named."""
    return {
        "answers": answers(),
        "materials": tuple(a_material(m) for m in materials or ALL_MATERIALS),
    }


def submitted(application: str = "a1", *materials: str, **facts: Any) -> ApplicationSubmitted:
    """A submission with these materials, or complete."""
    return a_submission(
        application,
        **{
            "number": f"JM-{application}",
            "standing": a_standing(category="new-materials"),
            **a_dossier(*materials),
            **facts,
        },
    )


def staged(
    application: str = "a1", *, anything: bool = True, round: int = 1, at: datetime = NOON
) -> SupplementStaged:
    """That something is staged for a supplement, or nothing any more."""
    return SupplementStaged(
        application=application,
        number=f"JM-{application}",
        supplement_round=round,
        anything=anything,
        at=at,
        standing=a_standing(),
    )


def supplemented(
    application: str = "a1", *, at: datetime = NOON, items: tuple[str, ...] = ("M05",), **more: Any
) -> ApplicationSupplemented:
    """A supplement that makes the file complete."""
    return ApplicationSupplemented.model_validate(
        {
            "application": application,
            "number": f"JM-{application}",
            "supplement_round": 1,
            "items": items,
            **a_dossier(),
            "received_at": at,
            "standing": a_standing(),
            **more,
        }
    )


def withdrawn(application: str = "a1", at: datetime = NOON) -> ApplicationWithdrawn:
    """A withdrawal."""
    return ApplicationWithdrawn(
        application=application,
        number=f"JM-{application}",
        reason="产品规划调整",
        at=at,
        standing=a_standing(),
    )


def delivered(application: str = "a1", at: datetime = NOON, round: int = 1) -> NoticeDelivered:
    """Proof that the notification arrived."""
    return NoticeDelivered(
        notice="n1",
        application=application,
        cause=f"review/{application}/2",
        supplement_round=round,
        channel="mail",
        to="z***@example.com",
        proof="250 OK",
        at=at,
    )


def bounced(application: str = "a1", at: datetime = NOON) -> NoticeBounced:
    """A notification that a mail server refused."""
    return NoticeBounced(
        notice="n1",
        application=application,
        cause=f"review/{application}/2",
        supplement_round=1,
        channel="mail",
        to="z***@example.com",
        reason="550 no such user",
        at=at,
    )


def opened(application: str = "a1", *materials: str, **facts: Any) -> Case:
    """A case that was just opened, complete unless materials are named."""
    return open_case(submitted(application, *materials, **facts), jiangmen(), CALENDAR, NOON).case


def accepted(application: str = "a1", **facts: Any) -> Case:
    """An accepted case."""
    case = opened(application, **facts)
    return accept(case, jiangmen(), CALENDAR, by="association-1", at=NOON).case


def recommended(application: str = "a1", **facts: Any) -> Case:
    """A recommended case."""
    return recommend(
        accepted(application, **facts),
        jiangmen(),
        CALENDAR,
        recommender="jiangmen",
        sheet="s1",
        rank=1,
        opinion="同意推荐",
        by="city-1",
        at=RECOMMENDED_AT,
    ).case


def decided(application: str = "a1", verdict: str = "recognise", **facts: Any) -> Case:
    """A decided case."""
    step = decide(
        recommended(application, **facts),
        jiangmen(),
        CALENDAR,
        verdict=verdict,
        opinion="同意",
        reason=None if verdict == "recognise" else "no_sales",
        by="reviewer-1",
        at=RECOMMENDED_AT,
    )
    assert step is not None
    return step.case


def announced(case: Case, entry: Entry | None, *, at: datetime) -> Step:
    """A decided case after the announcement of the list that it is on, by its entry, or not."""
    final = jiangmen().way.final
    return give_outcome(case, final, jiangmen(), CALENDAR, "l1", entry, at=at)


def candidate(case: Case) -> Candidate:
    """What a list knows of the case."""
    return Candidate.model_validate(case, from_attributes=True)


def kinds_of(step: Step) -> list[type[Event]]:
    """The kinds of event that tell of a step."""
    return [type(event) for event in step.events]
