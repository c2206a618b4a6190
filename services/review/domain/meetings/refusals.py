"""What a meeting refuses, and what to do about it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from services.review.domain.stages.decision.kept import Votes
from shared.errors import FieldError, Rejected, one_of
from shared.programmes import Programme
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee

NAMED_AT_MOST = 20
_UNCHANGED = "Nothing was changed."
_UNCHANGED_ZH = "未作任何更改。"


class NoCommittee(Rejected):
    """No committee votes in this programme."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            f"In {programme.key} no committee votes: its path has no such stage.",
            code="no-committee",
            zh=f"{programme.key} 没有由委员会表决的环节。",
        )


class CommitteeRequired(Rejected):
    """Several committees vote, so that the stage whose committee meets must be named."""

    def __init__(self, programme: Programme, stages: Iterable[Decision]) -> None:
        ids = [stage.id for stage in stages]
        super().__init__(
            f"In {programme.key} committees vote in several stages: {', '.join(ids)}. Name the "
            "one whose committee meets.",
            (one_of("stage", ids, missing=True),),
            code="stage-required",
            zh=f"{programme.key} 有几个环节由委员会表决：{'、'.join(ids)}。"
            "请指明是哪个环节的委员会。",
        )


class UnknownCommittee(Rejected):
    """In this stage no committee votes."""

    def __init__(self, programme: Programme, stage: str, stages: Iterable[Decision]) -> None:
        super().__init__(
            f"In the stage {stage} of {programme.key} no committee votes.",
            (one_of("stage", [one.id for one in stages]),),
            code="unknown-stage",
            zh=f"{programme.key} 的环节 {stage} 不由委员会表决。",
        )


class MeetingDiffers(Rejected):
    """A meeting of this number was planned before, for another day or place."""

    def __init__(self, meeting: str, held_on: date, venue: str) -> None:
        super().__init__(
            f"The meeting {meeting} is planned already: on {held_on}, {venue}. Use another number, "
            "or move that one.",
            (
                FieldError(
                    "number",
                    "must be one that no other meeting of this stage has",
                    "须为本环节其他会议未用的编号",
                ),
            ),
            code="meeting-differs",
            zh=f"会议 {meeting} 已安排在 {held_on}，{venue}。请另用编号，或变更该会议。",
        )


class MeetingClosed(Rejected):
    """The meeting is closed or adjourned, and can't be changed any more."""

    def __init__(self, meeting: str, state: str) -> None:
        how = "was adjourned" if state == "adjourned" else "is closed"
        super().__init__(
            f"The meeting {meeting} {how} and can't be changed any more. {_UNCHANGED}",
            code="meeting-closed",
            zh=f"会议 {meeting} {'已延期' if state == 'adjourned' else '已结束'}，不能再更改。"
            f"{_UNCHANGED_ZH}",
        )


class MeetingNotOver(Rejected):
    """There are no minutes of a meeting that can still be changed."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            f"The meeting {meeting} is neither closed nor adjourned, so that there are no minutes "
            "of it yet.",
            code="meeting-not-over",
            zh=f"会议 {meeting} 既未结束，也未延期，尚无会议纪要。",
        )


class NotHeldYet(Rejected):
    """The day of the meeting has not come."""

    def __init__(self, meeting: str, held_on: date) -> None:
        super().__init__(
            f"The meeting {meeting} is planned for {held_on}, so it can't be closed before that "
            "day. Was it held earlier? Put the date right first.",
            code="not-held-yet",
            zh=f"会议 {meeting} 安排在 {held_on}，此前不能结束。如已提前召开，请先更正日期。",
        )


class NothingOnAgenda(Rejected):
    """A meeting that has nothing to decide can't be closed."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            f"There is no case on the agenda of {meeting}. Put some on it, or adjourn the meeting.",
            code="nothing-on-agenda",
            zh=f"会议 {meeting} 的议程上没有案件。请列入案件，或将会议延期。",
        )


class NoQuorum(Rejected):
    """Fewer members are there than the committee needs to decide anything."""

    def __init__(self, meeting: str, committee: Committee, needed: int, present: int) -> None:
        super().__init__(
            f"The meeting {meeting} has no quorum: {present} of the {committee.members} members "
            f"are there, and {needed} must be ({committee.quorum} of {committee.members}). Put the "
            f"attendance right, or adjourn the meeting. {_UNCHANGED}",
            code="no-quorum",
            zh=f"会议 {meeting} 未达法定人数：{committee.members} 名委员中出席 {present} 名，"
            f"须有 {needed} 名（{committee.quorum}）。请更正出席记录，或将会议延期。"
            f"{_UNCHANGED_ZH}",
        )


class NoQuorumForCase(Rejected):
    """Fewer members take part in the decision on a case than the quorum is."""

    def __init__(
        self,
        number: str,
        committee: Committee,
        needed: int,
        votes: Votes,
        *,
        present: int,
        able: int,
    ) -> None:
        super().__init__(
            f"There is no quorum for application {number}: {votes.taking_part} vote or abstain, "
            f"and {needed} must ({committee.quorum} of the {committee.members} members). {present} "
            f"are there; {present - able} of them have left for this case, so that they do not "
            f"count. Record all votes, or put the case off to another meeting. {_UNCHANGED}",
            code="no-quorum",
            zh=f"申报 {number} 的表决未达法定人数：表决或弃权的有 {votes.taking_part} 名，须有 "
            f"{needed} 名"
            f"（{committee.members} 名委员的 {committee.quorum}）。出席 {present} 名，其中回避 "
            f"{present - able} 名，不计入。请记录全部表决，或缓议该案件。{_UNCHANGED_ZH}",
        )


class TooManyVotes(Rejected):
    """More have voted on a case than may."""

    def __init__(self, number: str, votes: Votes, *, present: int, able: int) -> None:
        super().__init__(
            f"{votes.taking_part} votes and abstentions are too many for application {number}: "
            f"{present} members are there and {present - able} of them have left for this case, so "
            f"that {able} may vote. {_UNCHANGED}",
            code="too-many-votes",
            zh=f"申报 {number} 的表决与弃权共 {votes.taking_part} 票，超过可表决人数：出席 "
            f"{present} 名，"
            f"回避 {present - able} 名，可表决 {able} 名。{_UNCHANGED_ZH}",
        )


class TooFewForVotes(Rejected):
    """More have voted on these cases than would then be there for them."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(
            f"More members have voted on {_named(numbers)} than would then be there. Record the "
            f"votes on it anew first, or put it off to another meeting. {_UNCHANGED}",
            code="too-many-votes",
            zh=f"{_named_zh(numbers)} 的表决人数超过变更后的出席人数。请先重新记录其表决，或缓议。"
            f"{_UNCHANGED_ZH}",
        )


class TooManyMembers(Rejected):
    """The committee has fewer members than are named."""

    def __init__(self, members: int, named: int) -> None:
        super().__init__(
            f"The committee has {members} members; {named} are named. {_UNCHANGED}",
            (
                FieldError(
                    "members",
                    f"may have {members} {'entry' if members == 1 else 'entries'} at most",
                    f"最多 {members} 项",
                ),
            ),
            code="invalid-request",
            zh=f"委员会有 {members} 名委员，却列出了 {named} 名。{_UNCHANGED_ZH}",
        )


class MemberTwice(Rejected):
    """A member is named more than once."""

    def __init__(self, ids: Iterable[str], field: str) -> None:
        twice = list(ids)
        super().__init__(
            f"A member is named more than once. {_UNCHANGED}",
            (
                FieldError(
                    field,
                    f"must name each once; more than once: {', '.join(twice)}",
                    f"每名委员只能列一次；重复的有：{'、'.join(twice)}",
                ),
            ),
            code="invalid-request",
            zh=f"有委员重复列出。{_UNCHANGED_ZH}",
        )


class NotPresent(Rejected):
    """Who is not there can't leave for a case."""

    def __init__(self, ids: Iterable[str], present: Collection[str]) -> None:
        away, here = list(ids), sorted(present)
        there = ", ".join(here) or "nobody yet: record the attendance first"
        super().__init__(
            f"Only members that are there leave for a case; not there: {', '.join(away)}. "
            f"{_UNCHANGED}",
            (
                FieldError(
                    "recusals",
                    f"must be of members that are there: {there}",
                    f"须为出席的委员：{'、'.join(here) or '尚无，请先记录出席'}",
                ),
            ),
            code="not-present",
            zh=f"只有出席的委员才能就案件回避；未出席的有：{'、'.join(away)}。{_UNCHANGED_ZH}",
        )


class NotOnAgenda(Rejected):
    """The case is not on the agenda of the meeting."""

    def __init__(self, application: str, meeting: str) -> None:
        super().__init__(
            f"The application {application} is not on the agenda of {meeting}. Put it there first.",
            code="not-on-agenda",
            zh=f"申报 {application} 不在会议 {meeting} 的议程上。请先列入。",
        )


class OnAnotherAgenda(Rejected):
    """The case is on the agenda of another meeting, which is not over."""

    def __init__(self, number: str, meeting: str) -> None:
        super().__init__(
            f"Application {number} is on the agenda of {meeting}. Take it off there first, or let "
            "that meeting put it off.",
            code="on-another-agenda",
            zh=f"申报 {number} 已列入会议 {meeting} 的议程。请先从中移出，或由该会议缓议。",
        )


class VotesMissing(Rejected):
    """Cases of the agenda have neither been voted on nor put off."""

    def __init__(self, meeting: str, numbers: Sequence[str]) -> None:
        super().__init__(
            f"The meeting {meeting} can't be closed: of the cases of its agenda "
            f"{'1 has' if len(numbers) == 1 else f'{len(numbers)} have'} no votes: "
            f"{_named(numbers)}. Record them, put the cases off to another meeting, or take "
            "them off the agenda.",
            code="votes-missing",
            zh=f"会议 {meeting} 不能结束：议程上有 {len(numbers)} 个案件尚无表决："
            f"{_named_zh(numbers)}。"
            "请记录表决、缓议，或将其移出议程。",
        )


class TooLateForList(Rejected):
    """Cases of the agenda would come to a list that is frozen already."""

    def __init__(self, lists: Collection[str], numbers: Sequence[str]) -> None:
        super().__init__(
            f"The meeting can't be closed: {', '.join(sorted(lists))} is frozen already, so that "
            f"these cases would come too late for it: {_named(numbers)}. Take them off the agenda, "
            "or have its freezing taken back while it is not public (POST …/unfreezing).",
            code="list-frozen",
            zh=f"会议不能结束：名单 {'、'.join(sorted(lists))} 已冻结，下列案件赶不上："
            f"{_named_zh(numbers)}。"
            "请将其移出议程，或在名单公开之前解除冻结（POST …/unfreezing）。",
        )


def _named(numbers: Sequence[str]) -> str:
    more = len(numbers) - NAMED_AT_MOST
    named = ", ".join(numbers[:NAMED_AT_MOST])
    return f"{named} and {more} more" if more > 0 else named


def _named_zh(numbers: Sequence[str]) -> str:
    named = "、".join(numbers[:NAMED_AT_MOST])
    return f"{named} 等 {len(numbers)} 项" if len(numbers) > NAMED_AT_MOST else named
