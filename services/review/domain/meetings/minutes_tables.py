"""The tables of minutes: who came, who left for which case, and how all voted."""

from collections.abc import Sequence

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Meeting
from shared.pdf.document import Column, Table, Text
from shared.programmes import Programme
from shared.values import Bilingual


def attendance_table(meeting: Meeting) -> Table:
    """All members that were named, and which of them came."""
    came, stayed_away = _both("出席", "present"), _both("缺席", "absent")
    return Table(
        columns=(
            Column(header=_both("委员", "Member"), width=3),
            Column(header=_both("编号", "Id"), width=2),
            Column(header=_both("出席", "Attendance"), width=2),
        ),
        rows=tuple(
            (member.name, member.id, came if member.present else stayed_away)
            for member in meeting.members
        ),
    )


def recusals_table(meeting: Meeting, items: Sequence[AgendaItem]) -> Table | None:
    """Who left for which case and why; None when nobody did."""
    names = {member.id: member.name for member in meeting.members}
    rows: list[tuple[Text, ...]] = [
        (item.number, item.enterprise, names.get(recusal.member, recusal.member), recusal.reason)
        for item in items
        for recusal in item.recusals
    ]
    if not rows:
        return None
    return Table(
        columns=(
            Column(header=_both("申报编号", "Application"), width=2),
            Column(header=_both("申报单位", "Applicant"), width=3),
            Column(header=_both("回避委员", "Member"), width=2),
            Column(header=_both("事由", "Reason"), width=3),
        ),
        rows=tuple(rows),
    )


def decisions_table(
    meeting: Meeting, programme: Programme, items: Sequence[AgendaItem]
) -> Table | None:
    """What became of each case, as of the closing; None when there was none."""
    if not items:
        return None
    return Table(
        columns=(
            Column(header=_both("序号", "No."), width=0.8, align="end"),
            Column(header=_both("申报编号", "Application"), width=1.8),
            Column(header=_both("申报单位及项目", "Applicant and product"), width=3),
            Column(header=_both("同意/反对/弃权", "For / against / abstained"), width=1.8),
            Column(header=_both("结论", "Outcome"), width=1.8),
            Column(header=_both("评审意见", "Opinion"), width=3),
        ),
        rows=tuple(_row(meeting, programme, item) for item in items),
    )


def _row(meeting: Meeting, programme: Programme, item: AgendaItem) -> tuple[Text, ...]:
    whose = _both(
        f"{item.enterprise.zh}：{item.product.zh}", f"{item.enterprise.en}: {item.product.en}"
    )
    votes, outcome, opinion = _became(meeting, programme, item)
    return (str(item.no), item.number, whose, votes, outcome, opinion)


def _became(meeting: Meeting, programme: Programme, item: AgendaItem) -> tuple[Text, Text, Text]:
    if item.application in meeting.withdrawn:
        return "—", _both("已撤回", "Withdrawn"), "—"
    if item.adjourned is not None:
        return "—", _both("缓议", "Put off"), item.adjourned.why
    if item.vote is None or meeting.state == "adjourned":
        return "—", _both("未审议", "Not decided"), "—"
    vote, ends = item.vote, meeting.stage_in(programme.way).verdicts
    passes = vote.passes(meeting.committee_in(programme.way))
    verdict = (ends.passed if passes else ends.failed).name
    counted = f"{vote.votes.in_favour} / {vote.votes.against} / {vote.votes.abstained}"
    if vote.reason is None:
        return counted, verdict, vote.opinion
    why = _reason(programme, vote.reason)
    outcome = _both(f"{verdict.zh}（{why.zh}）", f"{verdict.en} ({why.en})")
    return counted, outcome, vote.opinion


def _reason(programme: Programme, id_: str) -> Bilingual:
    # A case may be pinned to another version than the meeting, which has another catalogue.
    names = {reason.id: reason.name for reason in programme.reasons}
    return names.get(id_) or _both(id_, id_)


def _both(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)
