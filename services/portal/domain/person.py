"""Who is signed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An account, as the token of its session describes it.

    `code` is the credit code of the enterprise, or the division code of the city, that it speaks
    for; `office` the office that an official acts for.
    """

    subject: str
    name: str
    roles: frozenset[str]
    code: str | None = None
    office: str | None = None

    @property
    def applies(self) -> bool:
        """Whether it acts for an applicant."""
        return "enterprise" in self.roles and self.code is not None
