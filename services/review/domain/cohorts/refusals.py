"""What a cohort refuses, and what to do about it."""

from services.review.domain.cohorts.cohort import Member
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected
from shared.programmes import Programme, Round
from shared.programmes.path.kinds.cohort import Calling, Cohort

_UNCHANGED = "Nothing was changed."
_UNCHANGED_ZH = "未作任何更改。"


class NoCohort(Rejected):
    """The path of the programme has no cohort: whoever wants to may apply."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            f"{programme.key} calls nobody to re-evaluation: its path has no stage of kind cohort. "
            f"{_UNCHANGED}",
            code="no-cohort",
            zh=f"{programme.key} 的流程没有复核名单环节（cohort），不通知任何单位复核。"
            f"{_UNCHANGED_ZH}",
        )


class CallNotOpen(Rejected):
    """Nobody is called before the round takes applications, nor after."""

    def __init__(self, round_: Round) -> None:
        opens, closes = (
            f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            for instant in (round_.opens_at, round_.closes_at)
        )
        super().__init__(
            f"The round {round_.id} takes applications from {opens} until before {closes} in "
            f"Beijing, and its cohort can only be opened then. {_UNCHANGED}",
            code="call-not-open",
            zh=f"批次 {round_.id} 的受理时间为北京时间 {opens} 起、{closes} 前，"
            "只能在此期间启动复核。"
            f"{_UNCHANGED_ZH}",
        )


class NobodyDue(Rejected):
    """Nothing in the register was recognised or passed last in that year."""

    def __init__(self, programme: Programme, year: int) -> None:
        super().__init__(
            f"In the register of {programme.id} nothing holds that was recognised in {year}, or "
            f"passed its last re-evaluation then. {_UNCHANGED} Enter earlier recognitions by a "
            f"sheet first: `/review/v1/register/{programme.id}/sheet`.",
            code="nobody-due",
            zh=f"{programme.id} 的名册中没有 {year} 年认定或最近一次复核通过的有效认定。"
            f"{_UNCHANGED_ZH}请先用表格登记以前的认定："
            f"`/review/v1/register/{programme.id}/sheet`。",
        )


class NotAwaited(Rejected):
    """The member has submitted, or ended otherwise, so that it can't be marked as merged."""

    def __init__(self, member: Member) -> None:
        state = Cohort.usual_words[member.state]
        submitted = member.state is Calling.SUBMITTED
        then = "Decide on its application instead." if submitted else "That record stands."
        then_zh = "请就其申报作出决定。" if submitted else "以该记录为准。"
        super().__init__(
            f"{member.number} is in the state “{state.en}” and can't be marked as merged. "
            f"{_UNCHANGED} {then}",
            code="not-awaited",
            zh=f"{member.number} 的状态为“{state.zh}”，不能登记为已合并。{_UNCHANGED_ZH}{then_zh}",
        )


class MergedIntoItself(Rejected):
    """An enterprise can't be merged into itself."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} is the member itself. Name the enterprise that it was merged into. "
            f"{_UNCHANGED}",
            (
                FieldError(
                    "into",
                    "must be the code of another enterprise",
                    "须为另一单位的代码",
                ),
            ),
            code="merged-into-itself",
            zh=f"{code} 就是该单位自己，请填写合并后存续的单位。{_UNCHANGED_ZH}",
        )
