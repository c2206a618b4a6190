"""What can't be done to a notice, and what to do about it."""

from shared.errors import Rejected


class NoticeMoot(Rejected):
    """It has nothing to say any more."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The notice about {number} has nothing to say any more: the application went on or "
            "was withdrawn. Nothing was changed.",
            code="notice-moot",
        )


class AlreadyDelivered(Rejected):
    """Its delivery is proven."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The notice about {number} is delivered already, with proof. Nothing was changed.",
            code="already-delivered",
        )
