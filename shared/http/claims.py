"""What a token says of its bearer; a claim of another type is a fault, and never asked about.

Codes of applicants are read as they are in an address, so that both name the same one.
"""

from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from shared.http.roles import ROLES, Role
from shared.identity import (
    InvalidDivision,
    InvalidUscc,
    names_division,
    parse_as_issued,
    six_digits,
)


def _whole(text: str) -> str:
    """Raises ValueError for halves of characters, which JSON can say and nothing can store."""
    text.encode()
    return text


def _of_a_city(said: Any, info: ValidationInfo) -> str | None:
    """Directories call departments so, too: what can be no city's code is passed over."""
    if "enterprise" not in info.data.get("roles", ()) or not isinstance(said, str):
        return None
    try:
        return six_digits(said)
    except InvalidDivision:
        return None


def _credit_code(said: str) -> str:
    """The code as it is kept; a token's issuer vouches for it, whatever its check character."""
    try:
        return parse_as_issued(said)
    except InvalidUscc as fault:
        raise ValueError(_NOT_SIX if names_division(said) else _NO_CODE) from fault


_NOT_SIX = "The claim `uscc` is six digits, which no credit code is."
_NO_CODE = "The claim `uscc` must be a unified social credit code of 18 characters."
_FOR_TWO = "The claims `uscc` and `division` name two applicants, and a token speaks for one."
Text = Annotated[str, Field(min_length=1), AfterValidator(_whole)]


TIMES = ("exp", "iat", "nbf")


class Claims(BaseModel):
    """The claims that Laurel reads; `exp`, `iat` and `nbf` in seconds since 1970."""

    model_config = ConfigDict(strict=True, frozen=True)

    sub: Text
    exp: float
    iat: float
    nbf: float | None = None
    name: Text | None = None
    roles: tuple[Role, ...] = Field((), strict=False)
    uscc: Annotated[Text, AfterValidator(_credit_code)] | None = None
    division: Annotated[str | None, BeforeValidator(_of_a_city)] = None
    office: Text | None = None
    recommender: Text | None = None

    @model_validator(mode="after")
    def _speaks_for_one(self) -> Self:
        if self.uscc is not None and self.division is not None:
            raise ValueError(_FOR_TWO)
        return self


def claim_fault(error: ValidationError) -> str:
    """Which claim is wrong, and what it should be."""
    first = error.errors(include_url=False)[0]
    said = first.get("ctx", {}).get("error")
    if isinstance(said, ValueError) and not isinstance(said, UnicodeError):
        return str(said)
    claim = str(first["loc"][0])
    if claim == "roles":
        return f"The claim `roles` must list some of: {', '.join(ROLES)}."
    return f"The claim `{claim}` must be a {'number' if claim in TIMES else 'text'}."
