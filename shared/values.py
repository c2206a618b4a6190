"""Values that events, stored records, definitions and answers have in common."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, PlainSerializer


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("must be within the years 1 to 9999 in UTC") from None


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A point in time, kept and sent in UTC."""

Day = Annotated[date, PlainSerializer(date.isoformat)]
"""A day in Beijing; kept as text, since MongoDB has no date without a time."""


class Bilingual(BaseModel):
    """One text in Chinese and in English."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en
