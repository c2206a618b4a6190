"""What a decision refuses, and what to do about it."""

from collections.abc import Iterable
from datetime import date

from services.review.domain.stages.decision.kept import Letter
from shared.errors import FieldError, Rejected, one_of
from shared.programmes import Programme
from shared.programmes.path import Decision
from shared.values import Bilingual


class AlreadyDecided(Rejected):
    """The case was decided otherwise before."""

    def __init__(self, number: str, verdict: Bilingual) -> None:
        super().__init__(
            f"Application {number} was already decided ({verdict.en}). Nothing was changed.",
            code="already-decided",
            zh=f"申报 {number} 已作出决定（{verdict.zh}）。未作任何更改。",
        )


class UnknownVerdict(Rejected):
    """The stage in which the case waits has other words for its verdicts."""

    def __init__(self, verdict: str, stage: Decision) -> None:
        super().__init__(
            f"{verdict} is no verdict of {stage.name.en} ({stage.name.zh}). Nothing was changed.",
            (one_of("verdict", stage.verdicts.ids),),
            code="unknown-verdict",
            zh=f"{verdict} 不是“{stage.name.zh}”的结论用语。未作任何更改。",
        )


class MeantStageRequired(Rejected):
    """Several stages of the path have this verdict, so that the one meant must be named."""

    def __init__(self, verdict: str, stages: Iterable[Decision]) -> None:
        ids = [stage.id for stage in stages]
        super().__init__(
            f"The verdict {verdict} can be given in several stages: {', '.join(ids)}. Name the one "
            "that you decide in. Nothing was changed.",
            (one_of("stage", ids, missing=True),),
            code="stage-required",
            zh=f"结论 {verdict} 可在几个环节作出：{'、'.join(ids)}。请指明在哪个环节决定。"
            "未作任何更改。",
        )


class DecidedOtherwise(Rejected):
    """In this stage a committee votes, or several offices answer by letters."""

    def __init__(self, stage: Decision) -> None:
        where = f"In {stage.name.en} ({stage.name.zh})"
        if stage.committee is not None:
            super().__init__(
                f"{where} a committee votes. Put the case on the agenda of a meeting, record the "
                "votes there and close the meeting: `/review/v1/rounds/{programme}/{round}/"
                "meetings`. Nothing was changed.",
                code="decided-by-meeting",
                zh=f"“{stage.name.zh}”由委员会表决。请将案件列入会议议程，记录表决后结束会议："
                "`/review/v1/rounds/{programme}/{round}/meetings`。未作任何更改。",
            )
        else:
            super().__init__(
                f"{where} several offices decide together: {', '.join(stage.joint)}. Each sends a "
                "letter of its own, to `/review/v1/letters`. Nothing was changed.",
                code="decided-by-letters",
                zh=f"“{stage.name.zh}”由几家机构共同决定：{'、'.join(stage.joint)}。各机构分别向 "
                "`/review/v1/letters` 来函。未作任何更改。",
            )


class NoJointDecision(Rejected):
    """The office has no part in any joint decision of the programme."""

    def __init__(self, office: str, programme: Programme) -> None:
        super().__init__(
            f"{office} is none of the offices of a joint decision in {programme.key}. Nothing was "
            "changed.",
            code="no-joint-decision",
            zh=f"{office} 不是 {programme.key} 联合决定的机构。未作任何更改。",
        )


class LetterDiffers(Rejected):
    """The office has sent another letter about this case, which stands."""

    def __init__(self, number: str, known: Letter) -> None:
        super().__init__(
            f"{known.office} has answered about application {number} by another letter: "
            f"{known.number} of {known.date}. Nothing was changed.",
            code="letter-differs",
            zh=f"{known.office} 对申报 {number} 已有另一来函答复：{known.number}（{known.date}）。"
            "未作任何更改。",
        )


class LetterOfTheFuture(Rejected):
    """The letter bears a date that has not come yet."""

    def __init__(self, number: str, dated: date) -> None:
        super().__init__(
            f"The letter {number} is of {dated}, a day that has not come yet. Nothing was changed.",
            (
                FieldError(
                    "date",
                    "must be today's in Beijing, or an earlier one",
                    "须为北京时间今天或更早的日期",
                ),
            ),
            code="invalid-request",
            zh=f"来函 {number} 的日期为 {dated}，尚未到来。未作任何更改。",
        )
