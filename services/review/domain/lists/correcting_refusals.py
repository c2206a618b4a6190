"""What a correction of an announced list refuses, and what to do about it."""

from datetime import date, timedelta

from services.review.domain.lists.entry import Change
from shared.calendar.wording import full
from shared.errors import FieldError, Rejected

_CHANGES = {
    "removed": ("can't be removed", "不能移出"),
    "added": ("can't be added", "不能补列"),
    "reprinted": ("can't be reprinted", "不能改印"),
}


class NotAnnounced(Rejected):
    """What is not announced yet needs no correction: it can still be changed."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is not announced, so there is no announcement to correct. Until "
            "then an entry is removed by an objection that is upheld or by a withdrawal, and "
            "a list that is not public can be unfrozen.",
            code="not-announced",
            zh=f"名单{list_id}尚未公布，没有可更正的公布。公布前，条目因异议成立或撤回而移出；"
            "未公开的名单可以解除冻结。",
        )


class CorrectedToday(Rejected):
    """The figures of a day are kept, and would be neither those before nor after it."""

    def __init__(self, list_id: str, last: date) -> None:
        day = full(last + timedelta(days=1))
        super().__init__(
            f"The list {list_id} was announced or corrected today, and figures are kept by the "
            f"day. Correct it from {day.en} on, all entries in one correction.",
            code="corrected-today",
            zh=f"名单{list_id}今日已公布或更正，统计按日留存。"
            f"请自{day.zh}起更正，并将各条目一次更正。",
        )


class OnlyReprinted(Rejected):
    """Whoever is on a list that is not the last one goes on by it."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"Applications go on from the list {list_id} to other stages, so that it is corrected "
            "in print only. Decide on them in the stage where they stand.",
            code="only-reprinted",
            zh=f"申报已凭名单{list_id}进入后续环节，该名单只能改正印文。请在其所处环节作出决定。",
        )


class OnlyReprintedSinceRenewed(Rejected):
    """Who passed a re-evaluation holds what it had for another term, by an act of its own."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} renewed recognitions of the register, so that it is corrected in "
            "print only. What should not hold is revoked by a decision of its own.",
            code="only-reprinted",
            zh=f"名单{list_id}已据以延续登记中的认定，只能改正印文。"
            "不应继续有效的，须另行决定撤销。",
        )


class CorrectionTooLarge(Rejected):
    """A list of which so much is wrong needs another announcement."""

    def __init__(self, list_id: str, most: int) -> None:
        super().__init__(
            f"Corrections of the list {list_id} may touch {most} entries in all.",
            code="correction-too-large",
            zh=f"名单{list_id}的各次更正合计最多涉及{most}条。",
        )


class NotOfThisList(Rejected):
    """The announcement of this list gave the application no outcome."""

    def __init__(self, list_id: str, application: str) -> None:
        named = f" {application}" if application else ""
        super().__init__(
            f"The application{named} has no outcome of the list {list_id}: it is not on it, and "
            "its case did not come to this announcement. Nothing was changed.",
            (
                FieldError(
                    "entries.application",
                    "must have its outcome from this list",
                    "须为由本名单公布结果的申报",
                ),
            ),
            code="not-of-this-list",
            zh=f"申报{named}的结果并非由名单{list_id}公布：既未列入，其案件也未到本次公布。"
            "未作任何更改。",
        )


class NothingToCorrect(Rejected):
    """The entry is that already, or a correction has removed it for good."""

    def __init__(self, no: int, number: str, change: Change) -> None:
        what, what_zh = _CHANGES[change]
        super().__init__(
            f"Entry {no} ({number}) {what}: it is so already, or an earlier correction has removed "
            "it, which is final, or its application was withdrawn. Nothing was changed.",
            code="not-to-be-corrected",
            zh=f"第{no}号（{number}）{what_zh}：现已如此，或已被先前的更正移出（不再恢复），"
            "或其申报已撤回。未作任何更改。",
        )
