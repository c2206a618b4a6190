"""What every body of a request has in common: a field that nobody knows is refused by its name."""

from typing import Any, Self, get_args

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError
from pydantic import model_validator as validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from shared.programmes.nearest import nearest

UNKNOWN_FIELD = "unknown_field"
"""Pydantic's type of the error, with `known` and `near` in its context."""
_PYDANTICS: frozenset[str] = frozenset(get_args(ErrorType))


class RequestBody(BaseModel):
    """Immutable; a field that it does not know is an error that tells which one may be meant.

    Else a misspelt reason would be none, and whoever sent it would take it for said.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @validator(mode="wrap")
    @classmethod
    def _unknown_fields_with_what_there_is(
        cls, given: Any, handler: ModelWrapValidatorHandler[Self]
    ) -> Self:
        try:
            return handler(given)
        except ValidationError as error:
            found = error.errors()
            if not any(_is_unknown(each) for each in found):
                raise
            known = [field.alias or name for name, field in cls.model_fields.items()]
            errors = [_with_names(each, known) for each in found]
        raise ValidationError.from_exception_data(cls.__name__, errors)


def _is_unknown(found: ErrorDetails) -> bool:
    return found["type"] == "extra_forbidden" and len(found["loc"]) == 1


def _with_names(found: ErrorDetails, known: list[str]) -> InitErrorDetails:
    kind: str | PydanticCustomError = found["type"]
    context = found.get("ctx", {})
    if _is_unknown(found):
        near = nearest(str(found["loc"][0]), known)
        names = {"near": near, "known": ", ".join(known)}
        kind = PydanticCustomError(UNKNOWN_FIELD, "no field {known}", names)
    elif found["type"] not in _PYDANTICS:
        kind = PydanticCustomError(found["type"], found["msg"], context)
    return InitErrorDetails(type=kind, loc=found["loc"], input=found["input"], ctx=context)
