"""Who recommends, and by which sheet: what is refused, and what to do about it."""

from shared.errors import FieldError, Rejected
from shared.programmes import Programme


class SheetDiffers(Rejected):
    """The id of the sheet was used for other rows or with another opinion."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"The sheet {sheet} was handed in before with other rows or another opinion. "
            "Use another id.",
            (FieldError("sheet", "must be an id that no other sheet of yours has"),),
            code="sheet-differs",
        )


class NoRecommender(Rejected):
    """The office that the caller speaks for does not recommend in this programme."""

    def __init__(self, office: str, programme: Programme) -> None:
        offices = ", ".join(known.id for known in programme.recommenders)
        super().__init__(
            f"Your account recommends for {office} (claim `office` of its token), but in "
            f"{programme.key} the ones to recommend are: {offices}.",
            code="forbidden",
        )


class NoRecommendation(Rejected):
    """Nobody recommends in this programme."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            f"In {programme.key} nobody is recommended: its path has no such stage.",
            code="no-recommendation",
        )
