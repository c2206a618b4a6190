"""Who recommends, and by which sheet: what is refused, and what to do about it."""

from shared.errors import FieldError, Rejected
from shared.programmes import Programme


class SheetDiffers(Rejected):
    """The id of the sheet was used for other rows or with another opinion."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"The sheet {sheet} was handed in before with other rows or another opinion. "
            "Use another id.",
            (
                FieldError(
                    "sheet",
                    "must be an id that no other sheet of yours has",
                    "须为您其他汇总表未用的编号",
                ),
            ),
            code="sheet-differs",
            zh=f"汇总表 {sheet} 先前以不同的内容或意见提交过。请另用编号。",
        )


class NoRecommender(Rejected):
    """The office that the caller speaks for does not recommend in this programme."""

    def __init__(self, office: str, programme: Programme) -> None:
        offices = [known.id for known in programme.recommenders]
        super().__init__(
            f"Your account recommends for {office} (claim `office` of its token), but in "
            f"{programme.key} the ones to recommend are: {', '.join(offices)}.",
            code="forbidden",
            zh=f"您的账号代表推荐单位 {office}（令牌声明 `office`），而 {programme.key} "
            f"的推荐单位为：{'、'.join(offices)}。",
        )


class NotYourRecommendation(Rejected):
    """Another office has put the application forward, and only that one takes it back."""

    def __init__(self, number: str, recommender: str) -> None:
        super().__init__(
            f"Application {number} was recommended by {recommender}, and only that office takes "
            "its recommendation back. Nothing was changed.",
            code="forbidden",
            zh=f"{number}由{recommender}推荐，只能由该单位撤回推荐。未作任何更改。",
        )


class SheetStillApplied(Rejected):
    """The summary sheet with the application on it is being applied just now."""

    def __init__(self) -> None:
        super().__init__(
            "The summary sheet with this application on it is still being applied. Send it again "
            "in a moment. Nothing was changed.",
            code="sheet-still-applied",
            zh="含有此申报的汇总表正在处理，请稍后重新发送。未作任何更改。",
        )


class NoRecommendation(Rejected):
    """Nobody recommends in this programme."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            f"In {programme.key} nobody is recommended: its path has no such stage.",
            code="no-recommendation",
            zh=f"{programme.key} 没有推荐环节。",
        )
