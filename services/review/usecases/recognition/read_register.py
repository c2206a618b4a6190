"""What everybody may read of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.recognition.recognition import Recognition, Status
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some recognitions, the instant that they are shown as of, and the number to go on after."""

    recognitions: Sequence[Recognition]
    at: datetime
    next: str | None


@dataclass(frozen=True)
class ReadRegister:
    """Everything in the register is public, in its allow-listed fields."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(
        self,
        programme: str,
        *,
        at: datetime,
        after: str = "",
        limit: int = 100,
        text: str | None = None,
        status: Status | None = None,
    ) -> RegisterPage:
        """Recognitions of a programme in order of their numbers. Raises UnknownProgramme."""
        self.rules.programmes.newest(programme)
        found = list(
            await self.recognitions.page(
                programme, after, limit + 1, text=text, status=status, at=at
            )
        )
        shown = found[:limit]
        return RegisterPage(shown, at, shown[-1].number if len(found) > limit else None)
