"""The path of a programme that names none: recognition by recommendation and public notice."""

from shared.programmes.path.kinds import (
    Announcement,
    ApplicationStage,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
    Stage,
)
from shared.programmes.path.kinds.announcement import AnnouncementMilestones
from shared.programmes.path.kinds.decision import DecisionMilestones, Verdicts, VerdictWord
from shared.programmes.path.milestone import milestone
from shared.programmes.path.stage import StateWord
from shared.programmes.strict import Bilingual


def _word(id: str, zh: str, en: str) -> StateWord:
    return StateWord(id=id, name=Bilingual(zh=zh, en=en))


def _verdict(id: str, zh: str, en: str) -> VerdictWord:
    return VerdictWord(id=id, name=Bilingual(zh=zh, en=en))


DEFAULT_PATH: tuple[Stage, ...] = (
    ApplicationStage(
        id="application", kind="application", name=Bilingual(zh="企业申报", en="Application")
    ),
    FormalReview(
        id="formal_review",
        kind="formal_review",
        name=Bilingual(zh="形式审查", en="Formal review"),
        words={
            "awaiting_delivery": _word("awaiting_delivery", "待送达", "Awaiting delivery"),
            "awaiting_supplement": _word("awaiting_supplement", "待补正", "Awaiting supplement"),
            "not_accepted": _word("not_accepted", "不予受理", "Not accepted"),
        },
    ),
    Recommendation(
        id="recommendation",
        kind="recommendation",
        name=Bilingual(zh="推荐", en="Recommendation"),
        words={"waiting": _word("accepted", "已受理", "Accepted")},
    ),
    Decision(
        id="decision",
        kind="decision",
        name=Bilingual(zh="评审", en="Review"),
        sealed=True,
        milestones=DecisionMilestones(decided=milestone("decided", "评审结论", "Decided")),
        verdicts=Verdicts(
            passed=_verdict("recognise", "拟认定", "Recognise"),
            failed=_verdict("not_recognise", "不予认定", "Do not recognise"),
        ),
        words={"waiting": _word("recommended", "已推荐", "Recommended")},
        events="recognition",
    ),
    PublicNotice(id="notice", kind="public_notice", name=Bilingual(zh="公示", en="Public notice")),
    Announcement(
        id="announcement",
        kind="announcement",
        name=Bilingual(zh="公布", en="Announcement"),
        milestones=AnnouncementMilestones(
            passed=milestone("recognised", "认定", "Recognised"),
            failed=milestone("not_recognised", "未认定", "Not recognised"),
        ),
        words={
            "waiting": _word("decided", "已评审", "Decided"),
            "announced": _word("announced", "已公布", "Announced"),
        },
        events="recognition",
    ),
)
