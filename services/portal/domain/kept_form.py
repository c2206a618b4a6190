"""What somebody typed into a form after the session had ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """`fields` were sent to `path` by `subject`, who alone gets them back."""

    id: str
    subject: str
    path: str
    fields: Mapping[str, str]
    until: datetime
