"""A mail that tells that another one could not be delivered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BounceMail:
    """What a bounce says: which mail, to whom, and why.

    `notices` are the ids that it names, best first; without one, `text` has what it quotes of the
    mail. `recipients` are the addresses that it names. `code` is SMTP's, where it tells one.
    """

    notices: tuple[str, ...]
    recipients: tuple[str, ...]
    reason: str
    code: int | None
    text: str
