"""What an applicant reports of what it builds, and which figures are due."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.construction import IndicatorReported, ReportDue, TaskReported
from shared.figure_words import figure
from shared.messaging.incoming import Incoming

_STATES = {"begun": ("已启动", "begun"), "done": ("已完成", "done")}
_TELLS = {
    "base": ("基期值", "base"),
    "target": ("目标值", "target"),
    "actual": ("实际值", "actual"),
}
_MET = {
    True: ("，达到目标", "; the target is reached"),
    False: ("，未达到目标", "; the target is not reached"),
    None: ("", ""),
}


def task_reported(incoming: Incoming[TaskReported]) -> News:
    """Notes how far a task is, or that a report of it was put right."""
    event, name = incoming.event, incoming.event.task_name
    (zh, en), (why_zh, why_en) = _STATES[event.state], _why(event.reason)
    item = timeline_item(
        event.at,
        "task_reported",
        "enterprise",
        zh=f"建设任务“{name.zh}”{zh}（{event.on}）。{why_zh}",
        en=f"Task “{name.en}”: {en} ({event.on}).{why_en}",
    )
    return news_of_review(incoming, lambda _: item)


def indicator_reported(incoming: Incoming[IndicatorReported]) -> News:
    """Notes a figure, and whether the target is reached by it."""
    event, name = incoming.event, incoming.event.indicator_name
    which, met, (why_zh, why_en) = _TELLS[event.tells], _MET[event.met], _why(event.reason)
    zh, en = (
        figure(event.value, event.unit, language, qualifier=event.qualifier)
        for language in ("zh", "en")
    )
    item = timeline_item(
        event.at,
        "indicator_reported",
        "enterprise",
        zh=f"建设指标“{name.zh}”{event.year}年{which[0]}：{zh}{met[0]}。{why_zh}",
        en=f"Indicator “{name.en}”, {which[1]} of {event.year}: {en}{met[1]}.{why_en}",
    )
    return news_of_review(incoming, lambda _: item)


def report_due(incoming: Incoming[ReportDue]) -> News:
    """Notes which figures are due, or were."""
    event = incoming.event
    zh = "、".join(name.zh for name in event.missing)
    en = ", ".join(name.en for name in event.missing)
    due_zh, due_en = ("逾期未报送", "are overdue") if event.overdue else ("待报送", "are due")
    item = timeline_item(
        event.at,
        "report_due",
        "system",
        zh=f"{event.year}年数据{due_zh}：{zh}。{event.explanation.zh}",
        en=f"Figures of {event.year} {due_en}: {en}. {event.explanation.en}",
    )
    return news_of_review(incoming, lambda _: item)


def _why(reason: str | None) -> tuple[str, str]:
    """Why an earlier report is put right, if one is."""
    if reason is None:
        return "", ""
    return f"更正理由：{reason}", f" Put right: {reason}"
