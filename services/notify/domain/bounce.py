"""A mail that tells what became of another one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BounceSense = Literal["failed", "held", "unclear"]
"""Failed: for good. Held: kept for somebody's consent. Unclear: nobody can tell."""


@dataclass(frozen=True, slots=True)
class BounceMail:
    """What a bounce says: which mail, to whom, and why.

    `notices` are the ids that it names, best first; without one, `text` has what it quotes of the
    mail. `recipients` are the addresses that it names. `code` is SMTP's, where it tells one.
    `returns_a_mail` is whether it returns one by its Message-ID. `sender`, `subject` and `sent_at`
    are its own, and `said` is what the server itself says.
    """

    notices: tuple[str, ...]
    recipients: tuple[str, ...]
    reason: str
    code: int | None
    text: str
    sense: BounceSense = "failed"
    returns_a_mail: bool = False
    sender: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    said: str = ""
