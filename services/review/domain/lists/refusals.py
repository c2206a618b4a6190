"""What a list refuses, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from services.review.domain.lists.open_cases import Open, OpenPlace
from services.review.domain.phrases import in_words, stands, stands_zh, that_stands
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected, one_of
from shared.programmes import Place
from shared.programmes.path import Announcement, Decision
from shared.values import Bilingual

_STATES = {
    "unverified": "联系方式待核实",
    "open": "未处理",
    "dismissed": "不成立",
    "upheld": "成立",
    "late": "情况反映",
    "lapsed": "逾期未核实，已失效",
}


class StageRequired(Rejected):
    """The path has several announcements, so that the one whose list is meant must be named."""

    def __init__(self, programme: str, stages: Sequence[Announcement]) -> None:
        ids = [stage.id for stage in stages]
        super().__init__(
            f"{programme} announces several lists, those of: {', '.join(ids)}. Name the one that "
            "you mean, as in `?stage=`.",
            (one_of("stage", ids, missing=True),),
            code="stage-required",
            zh=f"{programme} 公布几份名单，分别属于：{'、'.join(ids)}。"
            "请指明是哪一份，例如 `?stage=`。",
        )


class UnknownStage(Rejected):
    """There is no such announcement in the path."""

    def __init__(self, programme: str, stage: str, stages: Sequence[Announcement]) -> None:
        super().__init__(
            f"{programme} announces no list of {stage}.",
            (one_of("stage", [stage.id for stage in stages]),),
            code="unknown-stage",
            zh=f"{programme} 没有环节 {stage} 的名单。",
        )


class NoNotice(Rejected):
    """The path has no public notice before this announcement."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is announced without a public notice, so none is opened and "
            "nothing can be objected to it.",
            code="no-notice",
            zh=f"名单 {list_id} 不经公示即公布，因此不开始公示，也不受理异议。",
        )


class NotNoticed(Rejected):
    """The list is frozen and not under public notice yet."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is not under public notice yet; open the notice first.",
            code="not-noticed",
            zh=f"名单 {list_id} 尚未公示，请先开始公示。",
        )


class NoticeRunning(Rejected):
    """The notice was opened before."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is under public notice already.",
            code="notice-running",
            zh=f"名单 {list_id} 已在公示中。",
        )


class NoticeNotOver(Rejected):
    """The notice period is not over, or objections of its last moments may be on their way."""

    def __init__(self, list_id: str, over_at: datetime) -> None:
        over = over_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        super().__init__(
            f"The list {list_id} can be announced from {over} Beijing time: until then it is under "
            "public notice, or objections that arrived in time are still being recorded.",
            code="notice-running",
            zh=f"名单 {list_id} 自北京时间 {over} 起可以公布：此前仍在公示，"
            "或仍在登记期内到达的异议。",
        )


class ObjectionOpen(Rejected):
    """Objections wait for a decision."""

    def __init__(self, list_id: str, count: int) -> None:
        super().__init__(
            f"{'1 objection' if count == 1 else f'{count} objections'} to the list {list_id} "
            f"{'waits' if count == 1 else 'wait'} for a decision. Decide first.",
            code="objection-open",
            zh=f"名单 {list_id} 尚有 {count} 项异议未处理，请先处理。",
        )


class AlreadyAnnounced(Rejected):
    """The list is announced, and final."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is announced and can't be changed any more.",
            code="already-announced",
            zh=f"名单 {list_id} 已公布，不能再更改。",
        )


class ObjectionLate(Rejected):
    """The notice period was over when the objection arrived."""

    def __init__(self, objection: str, closes_at: datetime | None) -> None:
        ended = f"{closes_at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if closes_at else ""
        end, zh = (f" at {ended} Beijing time", f"已于北京时间 {ended} ") if ended else ("", "已")
        super().__init__(
            f"The notice period ended{end}. What you wrote was recorded as the report "
            f"{objection}; it does not hold up the announcement.",
            code="objection-late",
            zh=f"公示期{zh}届满。您的内容已登记为情况反映 {objection}，不影响公布。",
        )


class VerifiedTooLate(Rejected):
    """The list was announced before the contact of whoever objected in time was verified."""

    def __init__(self, objection: str) -> None:
        super().__init__(
            "The list was announced before your contact was verified. What you wrote is recorded "
            f"as the report {objection}; it does not change the announcement.",
            code="objection-late",
            zh=f"您的联系方式核实之前，名单已经公布。您的内容已登记为情况反映 {objection}，"
            "不影响公布。",
        )


class TooManyObjections(Rejected):
    """So many are there already that no more can be taken in this way."""

    def __init__(self, no: int, office: Bilingual) -> None:
        super().__init__(
            f"Nothing was recorded: there are too many objections already for another one to "
            f"entry {no} to be taken here. Bring yours to {office.zh} ({office.en}).",
            code="too-many-objections",
            zh=f"未作登记：异议过多，此处不能再受理对第 {no} 项的异议。请向{office.zh}提出。",
        )


class TooManyFromSource(Rejected):
    """One source has filed as many as one may within a day; others are not held up."""

    def __init__(self, most: int, wait: int) -> None:
        super().__init__(
            f"Nothing was recorded: {most} objections to this list came from your network or with "
            f"your contact within a day, as many as are taken. Send yours again in {wait} seconds, "
            "or bring it to the office, which can file it for you.",
            code="too-many-from-source",
            zh=f"未作登记：一日之内，来自您所在网络或使用您的联系方式的异议已达{most}件上限。"
            f"请在{wait}秒后再提交，或到受理机构当面提出，由其代为登记。",
            retry_after=wait,
        )


class NotReceivedThen(Rejected):
    """An objection on paper is said to have come before the notice, or has yet to come."""

    def __init__(self, opens_at: datetime) -> None:
        opened = f"{opens_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        super().__init__(
            f"An objection can have come from {opened} Beijing time, when the notice was opened, "
            "to this moment. Nothing was recorded.",
            (
                FieldError(
                    "received_at",
                    f"must be from {opened} Beijing time to this moment",
                    f"须在北京时间{opened}与当前时间之间",
                ),
            ),
            code="not-received-then",
            zh=f"异议的收到时间须在公示开始（北京时间{opened}）与当前时间之间。未作登记。",
        )


class NamesObjector(Rejected):
    """What would be served tells the enterprise who objects."""

    def __init__(self, objection: str) -> None:
        super().__init__(
            f"The facts of {objection} name who objects, or their telephone number, employer or "
            "seal, which the enterprise must not learn. Nothing was served: send `facts` as the "
            "enterprise may read them, without it.",
            (
                FieldError(
                    "facts",
                    "names who objects; write down the facts without that",
                    "含有异议人信息，请填写去除上述信息后的事实",
                ),
            ),
            code="names-objector",
            zh=f"异议 {objection} 的事实部分含有异议人的姓名、电话、单位或印章信息，"
            "不得告知申报单位。未送达：请在 `facts` 中填写去除上述信息后的事实。",
        )


class ObjectionDecidedAlready(Rejected):
    """The objection was decided before, or is a late report that has no decision."""

    def __init__(self, objection: str, state: str) -> None:
        super().__init__(
            f"The objection {objection} is {state}; only an open one can be decided.",
            code="objection-closed",
            zh=f"异议 {objection} 的状态为“{_STATES.get(state, state)}”；"
            "只有未处理的异议才能作出决定。",
        )


class NotToVerify(Rejected):
    """There is nothing to verify: the objection counts already, is over, or was late."""

    def __init__(self, objection: str, state: str) -> None:
        super().__init__(
            f"The objection {objection} is {state}; there is no contact to be verified."
            + (" You may object anew while the notice runs." if state == "lapsed" else ""),
            code="objection-closed",
            zh=f"异议 {objection} 的状态为“{_STATES.get(state, state)}”，无须核实联系方式。"
            + ("公示期内可以重新提出。" if state == "lapsed" else ""),
        )


class NotServed(Rejected):
    """The enterprise does not know of the objection yet."""

    def __init__(self, objection: str) -> None:
        super().__init__(
            f"The enterprise was not served with the objection {objection} yet, so that it could "
            "not answer. Serve it first: `POST …/service`. Nothing was changed.",
            code="objection-not-served",
            zh=f"异议{objection}尚未送达申报单位，申报单位无从答辩。"
            "请先送达（POST …/service）。未作任何更改。",
        )


class AnswerOutstanding(Rejected):
    """The enterprise may still answer the objection; `over_at` is when it may no more."""

    def __init__(self, objection: str, over_at: datetime | None) -> None:
        until, zh = "until that is delivered and its time to answer over", "送达且答辩期限届满之前"
        if over_at is not None:
            end = f"{over_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            until, zh = f"before {end} Beijing time", f"北京时间{end}之前"
        super().__init__(
            f"The enterprise was served with the objection {objection} and may still answer. It "
            f"can't be upheld {until}; it may be dismissed. Nothing was changed.",
            code="answer-outstanding",
            zh=f"异议{objection}已送达申报单位，尚可答辩。{zh}不得认定异议成立，可以驳回。"
            "未作任何更改。",
        )


class AnsweredOtherwise(Rejected):
    """The enterprise has answered already, with other words."""

    def __init__(self, objection: str) -> None:
        super().__init__(
            f"The objection {objection} was answered already with other words, which stand. "
            "Nothing was changed.",
            code="already-answered",
            zh=f"对异议{objection}已作答辩，以先前内容为准。未作任何更改。",
        )


class AnswerLate(Rejected):
    """The time to answer was over when the answer arrived."""

    def __init__(self, due_at: datetime) -> None:
        end = f"{due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        super().__init__(
            f"The answer was due before {end} Beijing time. Nothing was recorded.",
            code="answer-late",
            zh=f"答辩应于北京时间{end}前提交，现已逾期，未作记录。",
        )


class EntryRemoved(Rejected):
    """The entry does not count any more."""

    def __init__(self, no: int) -> None:
        super().__init__(
            f"Entry {no} was removed from the list already.",
            code="entry-removed",
            zh=f"第 {no} 项已移出名单。",
        )


class CallOpen(Rejected):
    """Applications still come in, and nobody can leave out what has not come yet."""

    def __init__(self, round_id: str, until: datetime) -> None:
        end = f"{until.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        super().__init__(
            f"The call of the round {round_id} is open until before {end} Beijing time: whoever "
            "applies in time may come on to the list. Freeze it after that.",
            code="call-open",
            zh=f"批次{round_id}的申报期至北京时间{end}止，此前提交的申报仍可能列入名单。"
            "请在申报截止后冻结名单。",
        )


class UndecidedLeft(Rejected):
    """Cases wait for a decision, or for the announcement before; no list can do without them."""

    def __init__(self, open_: Open) -> None:
        places = open_.to_settle
        if len(places) == 1 and isinstance(places[0].place.stage, Decision):
            one, count = places[0].place, len(places[0].cases) + open_.on_sheets
            be, it = ("is", "it") if count == 1 else ("are", "them")
            text = f"{count} {that_stands(one, _applications(count))} {be} not decided yet. "
            text += f"Decide {it} first."
        elif places:
            text = f"{_counted(places)}. Conclude these stages first."
        else:
            count = open_.on_sheets
            be, it = ("is", "it") if count == 1 else ("are", "them")
            text = f"{count} {_applications(count)} {be} being recommended just now. "
            text += f"Decide {it} first."
        left = [f"{_counted_zh(places)}"] if places else []
        left += [f"正在推荐{open_.on_sheets}件"] if open_.on_sheets else []
        super().__init__(
            text,
            _by_place(places),
            code="undecided-left",
            zh=f"尚有申报未决定：{'，'.join(left)}。请先办结这些环节。",
        )


class StillOpen(Rejected):
    """Cases could still come on to the list, and nobody has said to leave them out."""

    def __init__(self, open_: Open) -> None:
        places = open_.to_leave_out
        super().__init__(
            f"{_counted(places)}. Conclude them first, or leave them out expressly, with a reason: "
            'send `{"leave_out": {"reason": "…"}}` with the confirmation.',
            _by_place(places),
            code="still-open",
            zh=f"尚有案件未结：{_counted_zh(places)}。请先办结；"
            '确需不列入的，请随 confirmation 提交 `{"leave_out": {"reason": "…"}}` 并说明理由。',
        )


def _counted(places: Sequence[OpenPlace]) -> str:
    """Such as `3 applications are still in formal review, 1 awaiting delivery`."""
    first, *others = places
    count = len(first.cases)
    be = "is" if count == 1 else "are"
    said = f"{count} {_applications(count)} {be} still {stands(first.place)}"
    return ", ".join([said, *(f"{len(one.cases)} {stands(one.place)}" for one in others)])


def _applications(count: int) -> str:
    return "application" if count == 1 else "applications"


def _counted_zh(places: Sequence[OpenPlace]) -> str:
    return "，".join(
        f"{one.place.stage.word(one.place.state).name.zh}{len(one.cases)}件" for one in places
    )


def _by_place(places: Sequence[OpenPlace]) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(
            f"open.{one.place.word}",
            f"{len(one.cases)} {that_stands(one.place, _applications(len(one.cases)))}",
            f"{one.place.stage.word(one.place.state).name.zh}{len(one.cases)}件",
        )
        for one in places
    )


class NothingListed(Rejected):
    """There is no case to list."""

    def __init__(self, waiting: Place, stage: Announcement) -> None:
        passed = stage.milestones.passed
        becomes = "listed" if passed is None else in_words(passed.name)
        # The words of a recognition: the code is older than lists of other kinds.
        super().__init__(
            f"No {that_stands(waiting, 'application')} is to be {becomes}.",
            code="nothing-recognised",
            zh=f"没有状态为{stands_zh(waiting)}、可列入名单的申报。",
        )


class ListFrozen(Rejected):
    """The round's list exists, so nothing can be added to the round."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The round's list {list_id} is frozen already. Until it is public, whoever announces "
            f"it can take the freezing back and say why: POST /review/v1/lists/{list_id}/unfreezing"
            ". Then this can be done.",
            code="list-frozen",
            zh=f"本批次的名单 {list_id} 已冻结。名单公开之前，负责公布的机构可说明理由解除冻结："
            f"POST /review/v1/lists/{list_id}/unfreezing，之后即可办理。",
        )


class NotFrozen(Rejected):
    """The freezing of the list was taken back."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} was unfrozen and holds nothing now; freeze it first.",
            code="not-frozen",
            zh=f"名单{list_id}已解除冻结，目前没有内容；请先冻结。",
        )


class ListPublic(Rejected):
    """Everybody may have read the list, so that its freezing can't be taken back."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is public, so it can't be unfrozen any more. An entry that should "
            "not be on it is removed by an objection that is upheld.",
            code="list-public",
            zh=f"名单{list_id}已经公开，不能再解除冻结。不应列入的条目须经异议成立移出。",
        )
