"""The minutes of a meeting: what was recorded of it, as a document in one or more parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Meeting
from services.review.domain.meetings.minutes_tables import (
    attendance_table,
    decisions_table,
    recusals_table,
)
from shared.calendar.wording import full
from shared.pdf.document import (
    Block,
    Details,
    Document,
    Heading,
    Language,
    Paragraph,
    Signatures,
    Text,
)
from shared.programmes import Programme
from shared.programmes.rights import office_names
from shared.values import Bilingual

PART_AT_MOST = 80_000
"""Characters of agenda items in a part, in both languages; a document takes somewhat more."""

PER_ITEM = 100
"""Characters of an item beside its names and reasons, at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the minutes, counted from 1, and how many there are."""

    no: int
    of: int
    items: Sequence[AgendaItem]


def parts(agenda: Sequence[AgendaItem]) -> list[Part]:
    """The agenda in as many parts as documents are needed: one, but for hundreds of cases."""
    split: list[list[AgendaItem]] = [[]]
    length = 0
    for item in agenda:
        more = _length(item)
        if split[-1] and length + more > PART_AT_MOST:
            split.append([])
            length = 0
        split[-1].append(item)
        length += more
    return [Part(no, len(split), items) for no, items in enumerate(split, 1)]


def minutes(
    meeting: Meeting, programme: Programme, part: Part, languages: tuple[Language, ...]
) -> Document:
    """A part of the minutes of a meeting that is over; the first one says who came."""
    stage = meeting.stage_in(programme.way)
    kind, title = stage.name, programme.name
    of_parts = Bilingual(
        zh=f"（第{part.no}部分，共{part.of}部分）", en=f" (part {part.no} of {part.of})"
    )
    suffix = of_parts if part.of > 1 else Bilingual(zh="", en="")
    offices = office_names(programme)
    issuer = offices[stage.office] if stage.office else kind
    blocks: list[Block] = []
    if part.no == 1:
        blocks += _head(meeting, programme)
        blocks += _attendance(meeting)
    blocks += _items(meeting, programme, part)
    if part.no == part.of:
        blocks += _signatures(meeting)
    return Document(
        title=Bilingual(
            zh=f"{title.zh}{kind.zh}会议纪要{suffix.zh}",
            en=f"{title.en}: minutes of the meeting, {kind.en}{suffix.en}",
        ),
        issuer=issuer,
        reference=meeting.id if part.of == 1 else f"{meeting.id}-{part.no}",
        blocks=tuple(blocks),
        languages=languages,
    )


def _head(meeting: Meeting, programme: Programme) -> list[Block]:
    stage, committee = meeting.stage_in(programme.way), meeting.committee_in(programme.way)
    needed, present = committee.present_needed, len(meeting.present)
    rows: list[tuple[Text, Text]] = [
        (_both("批次", "Round"), meeting.round),
        (_both("会议序号", "Meeting no."), str(meeting.number)),
        (_both("日期", "Held on"), full(meeting.held_on)),
        (_both("地点", "Place"), meeting.venue),
        (_both("应到委员", "Members"), str(committee.members)),
        (_both("实到委员", "Present"), str(present)),
        (
            _both("法定人数", "Quorum"),
            _both(f"{needed}人（{committee.quorum}）", f"{needed} members ({committee.quorum})"),
        ),
        (
            _both("通过条件", "Majority"),
            _both(
                f"同意票超过同意与反对票总数的{committee.majority}",
                f"more than {committee.majority} of the votes for and against",
            ),
        ),
    ]
    blocks: list[Block] = [Heading(_both("会议概况", "The meeting")), Details(tuple(rows))]
    if meeting.adjourned is not None:
        why = meeting.adjourned.why
        blocks.append(
            Paragraph(
                _both(
                    f"会议延期，未作出任何审定结论。原因：{why}",
                    f"The meeting was adjourned and decided nothing. Reason: {why}",
                )
            )
        )
        return blocks
    gone = len(meeting.withdrawn)
    blocks.append(
        Paragraph(
            _both(
                f"会议审议{meeting.cases}项：通过{meeting.passed}项，未通过{meeting.failed}项，"
                f"缓议{meeting.put_off}项，会前已撤回{gone}项。",
                f"Of {meeting.cases} on the agenda {meeting.passed} passed, {meeting.failed} did "
                f"not pass, {meeting.put_off} were put off and {gone} had been withdrawn.",
            )
        )
    )
    if stage.sealed:
        blocks.append(
            Paragraph(
                _both(
                    "审定结论在结果公布前不得公开。",
                    "The decisions are sealed until the results are announced.",
                )
            )
        )
    return blocks


def _attendance(meeting: Meeting) -> list[Block]:
    heading = Heading(_both("出席情况", "Attendance"))
    if not meeting.members:
        return [heading, Paragraph(_both("未记录。", "None was recorded."))]
    return [heading, attendance_table(meeting)]


def _items(meeting: Meeting, programme: Programme, part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(_both("回避", "Recusals"))]
    recused = recusals_table(meeting, part.items)
    blocks.append(recused or Paragraph(_both("无。", "None.")))
    blocks.append(Heading(_both("审议结果", "The votes")))
    decided = decisions_table(meeting, programme, part.items)
    blocks.append(decided or Paragraph(_both("无。", "None.")))
    return blocks


def _signatures(meeting: Meeting) -> list[Block]:
    present: tuple[Text, ...] = tuple(m.name for m in meeting.members if m.present)
    if not present:
        return []
    return [Heading(_both("签署", "Signed")), Signatures(present)]


def _length(item: AgendaItem) -> int:
    said = [item.enterprise, item.product]
    length = PER_ITEM + len(item.number) + sum(len(each.zh) + len(each.en) for each in said)
    length += sum(len(recusal.reason) + PER_ITEM for recusal in item.recusals)
    if item.vote is not None:
        length += len(item.vote.opinion)
    if item.adjourned is not None:
        length += len(item.adjourned.why)
    return length


def _both(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)
