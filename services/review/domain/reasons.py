"""Reasons of a programme's catalogue, asked for by what they apply to."""

from collections.abc import Iterable

from shared.errors import FieldError, Rejected
from shared.programmes import Programme, ReasonScope, UnknownReason
from shared.values import Bilingual

NOT_SUPPLEMENTED = "not_supplemented"
_NOT_SUPPLEMENTED_TEXT = Bilingual(zh="未在规定期限内补正", en="Not supplemented in time.")


class ReasonRequired(Rejected):
    """This needs a reason of the programme's catalogue, in these fields."""

    def __init__(self, what: str, fitting: Iterable[str], *fields: str) -> None:
        expected = f"is missing; must be one of: {', '.join(fitting)}"
        super().__init__(
            f"{what} needs a reason of the catalogue. Nothing was changed.",
            tuple(FieldError(field, expected) for field in fields),
            code="reason-required",
        )


def reason_text(programme: Programme, reason: str, scope: ReasonScope) -> Bilingual:
    """What the reason says; raises UnknownReason when there is none such for this scope."""
    fitting = programme.reasons_about(scope)
    if reason not in fitting:
        raise UnknownReason(
            f"{reason} is no reason about a {scope}. Use one of: {', '.join(fitting)}.",
            fitting,
            "reason",
        )
    return programme.reason(reason).name


def not_supplemented_text(programme: Programme) -> Bilingual:
    """The programme's wording for an expired supplement, or the usual one."""
    for reason in programme.reasons:
        if reason.id == NOT_SUPPLEMENTED:
            return reason.name
    return _NOT_SUPPLEMENTED_TEXT
