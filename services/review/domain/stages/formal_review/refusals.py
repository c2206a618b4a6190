"""What formal review refuses, and what to do about it."""

from collections.abc import Iterable, Mapping

from shared.errors import FieldError, Rejected, one_of
from shared.programmes import Programme
from shared.values import Bilingual


class AlreadyNotified(Rejected):
    """The applicant is notified of everything missing already, and only once is allowed."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The applicant of {number} was already told everything that is missing. "
            "Wait for the supplement or for its due date.",
            code="already-notified",
            zh=f"已一次性告知 {number} 的申报单位全部缺项。请等待补正，或等待补正期限届满。",
        )


class NoSupplementLeft(Rejected):
    """All the programme's supplement rounds are used up."""

    def __init__(self, number: str, rounds: int) -> None:
        super().__init__(
            f"Application {number} has had its {_rounds(rounds)}. "
            "Accept it when it is complete, or do not accept it, with a reason.",
            code="no-supplement-left",
            zh=f"申报 {number} 的 {rounds} 次补正机会已用完。材料齐全的予以受理，"
            "否则不予受理并注明理由。",
        )


def _rounds(count: int) -> str:
    return "supplement round" if count == 1 else f"{count} supplement rounds"


class NothingMissing(Rejected):
    """There is nothing to notify of."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Nothing is missing from {number}. Accept it, or judge an item first.",
            code="nothing-missing",
            zh=f"{number} 没有缺项。请受理，或先对某项作出结论。",
        )


class NotComplete(Rejected):
    """Something still stands in the way of acceptance."""

    def __init__(
        self, number: str, items: Iterable[tuple[str, Bilingual, Bilingual | None]]
    ) -> None:
        """`items` are the ids of what stands in the way, each with its reason in words, and of
        those of a choice how much of it suffices.
        """
        super().__init__(
            f"Application {number} can't be accepted: something is missing or invalid. "
            "Notify the applicant, or judge the item acceptable.",
            tuple(_in_the_way(*item) for item in items),
            code="not-complete",
            zh=f"申报 {number} 不能受理：尚有缺少或不合格的材料。请告知申报单位，或判定该项合格。",
        )


def _in_the_way(item: str, reason: Bilingual, suffices: Bilingual | None) -> FieldError:
    if suffices is None:
        return FieldError(item, reason.en, reason.zh)
    en = f"{reason.en.rstrip('.')}; {suffices.en}."
    return FieldError(item, en, f"{reason.zh.rstrip('。')}；{suffices.zh}")


class ContradictoryVerdicts(Rejected):
    """What is accepted as a whole has a refused file, or what is accepted a reason or a note.

    `both` has, by field, the item of a refused file; `needless` are fields of reasons and notes.
    """

    def __init__(self, both: Mapping[str, str], needless: Iterable[str]) -> None:
        wholes = (
            FieldError(
                field,
                f"refuses a file of {item}, which another verdict accepts as a whole; leave out "
                "either",
                f"退回了 {item} 的一个文件，而另一条结论又整项通过；请删去其中一条",
            )
            for field, item in both.items()
        )
        words = (
            FieldError(
                field,
                "must be left out: only of what is refused the enterprise is told why",
                "请删去此项：只有退回的材料才告知企业原因",
            )
            for field in needless
        )
        super().__init__(
            "Some verdicts contradict one another. Nothing was changed.",
            (*wholes, *words),
            code="contradictory-verdicts",
            zh="部分结论互相矛盾。未作任何更改。",
        )


class NeedlessReason(Rejected):
    """A conclusion that accepts, or asks for what is missing, was sent with a reason against it."""

    def __init__(self) -> None:
        super().__init__(
            "Only a non-acceptance has a reason. Nothing was changed.",
            (
                FieldError(
                    "reason",
                    "must be left out, or conclude must be not_accept",
                    "请删去此项，或将 conclude 改为 not_accept",
                ),
            ),
            code="contradictory-verdicts",
            zh="只有不予受理才附理由。未作任何更改。",
        )


class NotApplicable(Rejected):
    """A verdict is about what the application need not have; `named` are its items by field."""

    def __init__(self, named: Mapping[str, Bilingual]) -> None:
        super().__init__(
            "A verdict is about an item that is not asked for here, by the answers of the "
            "application. Nothing was changed. If an answer is wrong, judge the answer.",
            tuple(
                FieldError(
                    field,
                    f"must be an item that is asked for here, not {name.en}; leave it out",
                    f"须为本申报应提交的材料或填报项，而非“{name.zh}”；请删去此条",
                )
                for field, name in named.items()
            ),
            code="not-applicable",
            zh="按申报填报的内容，结论所指的项目无须提交。未作任何更改。如填报内容有误，请对填报项作出结论。",
        )


class NothingHandedIn(Rejected):
    """A verdict finds fault with what was never handed in; `named` are the items by field."""

    def __init__(self, named: Mapping[str, Bilingual]) -> None:
        super().__init__(
            "A verdict finds fault with an item for which nothing was handed in. Nothing was "
            "changed. What is not there is asked for by itself.",
            tuple(
                FieldError(
                    field,
                    f"must be missing, without a reason, or accept: of {name.en} nothing is there",
                    f"“{name.zh}”尚未提交，结论须为 missing（不附理由）或 accept",
                )
                for field, name in named.items()
            ),
            code="nothing-handed-in",
            zh="结论对尚未提交的项目提出了问题。未作任何更改。未提交的项目会自动要求补正。",
        )


class UnfitReason(Rejected):
    """The reasons in these fields are none of such a verdict on such an item."""

    def __init__(
        self,
        odd: Mapping[str, str],
        fitting: Mapping[str, Iterable[str]],
        programme: Programme,
    ) -> None:
        known = {reason.id for reason in programme.all_reasons}
        words = {
            id_: programme.reason(id_).name if id_ in known else Bilingual(zh=id_, en=id_)
            for id_ in odd.values()
        }
        en = ", ".join(f"{id_} (“{name.en}”)" for id_, name in words.items())
        zh = "、".join(f"{id_}（“{name.zh}”）" for id_, name in words.items())
        super().__init__(
            f"No reason for such a verdict on this item, or none of {programme.key}: {en}. "
            "Nothing was changed.",
            tuple(one_of(field, tuple(fitting[field])) for field in odd),
            code="unknown-reason",
            zh=f"不能作为该结论的理由，或 {programme.key} 的理由目录中没有：{zh}。未作任何更改。",
        )
