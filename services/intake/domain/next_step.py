"""Whose turn it is, what comes next and by when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from services.intake.domain.application import Application, Stage
from services.intake.domain.supplement_round import SupplementRound
from shared.calendar import BEIJING
from shared.programmes import Round
from shared.values import Bilingual

Actor = Literal["enterprise", "association", "recommender", "reviewer", "public", "nobody"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who acts next and what they do; `due_at` binds the enterprise, when there is such a date."""

    actor: Actor
    text: Bilingual
    due_at: datetime | None = None
    due_explanation: Bilingual | None = None


def next_step(application: Application, round_: Round, at: datetime) -> NextStep:
    """The next step as it is at this instant."""
    stage = application.stage
    if stage == "draft":
        return _draft(round_, at)
    if awaited := application.awaited_supplement:
        return _supplement(awaited, at)
    if stage == "accepted" and round_.recommend_by and round_.recommending_is_over(at):
        return _not_put_forward(round_.recommend_by)
    return _STEPS[stage]


def _draft(round_: Round, at: datetime) -> NextStep:
    if at >= round_.closes_at:
        return _step("nobody", "本批次申报已截止。", "The round no longer takes applications.")
    last_day = _last_day(round_.closes_at)
    return NextStep(
        "enterprise",
        Bilingual(
            zh="请补齐材料，自查后提交申报。",
            en="Complete the materials, run the self-check, then submit.",
        ),
        round_.closes_at,
        Bilingual(
            zh=f"申报截止到{last_day:%Y年%m月%d日}24时（北京时间），以收到时间为准。",
            en=f"Applications close at 24:00 on {last_day:%Y-%m-%d}, Beijing time, by arrival.",
        ),
    )


def _supplement(awaited: SupplementRound, at: datetime) -> NextStep:
    if awaited.is_late(at):
        return _step(
            "association",
            "补正期限已过，等待受托机构处理。",
            "The time for the supplement is over; the association concludes the formal review.",
        )
    return NextStep(
        "enterprise",
        Bilingual(
            zh="请一次性提交下列缺项，仅可提交列出的内容。",
            en="Send everything listed as missing, in one go. Only the listed items can be sent.",
        ),
        awaited.due_at,
        awaited.due_explanation or _NOT_DELIVERED,
    )


def _not_put_forward(recommend_by: datetime) -> NextStep:
    last_day = _last_day(recommend_by)
    return _step(
        "nobody",
        f"推荐已于{last_day:%Y年%m月%d日}截止，推荐单位未推荐本申报。如需了解原因，请联系推荐单位。",
        f"Recommendation ended on {last_day:%Y-%m-%d}, and the recommender did not put this "
        "application forward. Please ask the recommender for the reason.",
    )


def _last_day(end: datetime) -> datetime:
    return (end - timedelta(microseconds=1)).astimezone(BEIJING)


_NOT_DELIVERED = Bilingual(
    zh="补正期限自通知送达起算；如未收到邮件，请在站内信箱打开通知。",
    en="The time begins when the notice reaches you. If no mail came, open it in your inbox.",
)


def _step(actor: Actor, zh: str, en: str) -> NextStep:
    return NextStep(actor, Bilingual(zh=zh, en=en))


_STEPS: dict[Stage, NextStep] = {
    "submitted": _step(
        "association",
        "受托机构正在进行形式审查，请留意通知。",
        "The association is doing the formal review. Please watch for notices.",
    ),
    "accepted": _step(
        "recommender",
        "形式审查已通过，等待推荐单位推荐。",
        "Formal review is passed; the recommender comes next.",
    ),
    "not_accepted": _step(
        "nobody",
        "本次申报不予受理，理由及后续办理见通知和进度记录。",
        "The application was not accepted; the notice and the timeline say why, and what you can "
        "do now.",
    ),
    "recommended": _step(
        "reviewer",
        "已获推荐，等待评审、公示与公布。",
        "Recommended; review, public notice and announcement come next.",
    ),
    "recognised": _step("nobody", "已获认定，祝贺！", "Recognised. Congratulations!"),
    "not_recognised": _step("nobody", "本批次未获认定。", "Not recognised in this round."),
    "withdrawn": _step("nobody", "申报已撤回。", "The application was withdrawn."),
}
