"""Who one chooses to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.calendar import beijing_date
from shared.http.roles import ROLES
from shared.identity import InvalidDivision, InvalidUscc, parse, parse_division
from shared.values import Bilingual

SAMPLE = "91350100M000100Y43"
"""The credit code that GB 32100-2015 has as its example."""


class CannotBe(ValueError):
    """Nobody can be that; the text says what to put right."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class ChosenPerson:
    """What the token will say."""

    name: str
    role: str
    uscc: str | None = None
    division: str | None = None
    office: str | None = None

    @property
    def subject(self) -> str:
        """The same whenever the same is chosen."""
        return ":".join((self.role, self.uscc or self.division or self.office or self.name))

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> "ChosenPerson":
        """From what was typed. Raises CannotBe."""
        role, code, office = (typed.get(name, "") for name in ("role", "code", "office"))
        if role not in ROLES:
            raise CannotBe(Bilingual(zh="请选择身份。", en="Choose a role."))
        name = typed.get("name") or role
        if role != "enterprise":
            return cls(name, role, office=office or None)
        try:
            if len(code) == 6:
                division = parse_division(code, beijing_date(datetime.now(UTC)))
                return cls(name, role, division=division)
            return cls(name, role, uscc=parse(code))
        except (InvalidUscc, InvalidDivision) as error:
            raise CannotBe(error.text) from None
