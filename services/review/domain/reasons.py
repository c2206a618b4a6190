"""Reasons of a programme's catalogue, asked for by what they apply to."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.errors import FieldError, Rejected
from shared.programmes import Programme, ReasonScope, UnknownReason
from shared.values import Bilingual

NOT_SUPPLEMENTED = "not_supplemented"
_NOT_SUPPLEMENTED_TEXT = Bilingual(zh="未在规定期限内补正", en="Not supplemented in time.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is decided, and what could be."""

    word: str
    possible: tuple[str, ...]

    def reasons(self, programme: Programme, scope: ReasonScope) -> tuple[str, ...]:
        """The ids of the reasons that fit it."""
        return programme.reasons_for(scope, self.word, self.possible)


class ReasonRequired(Rejected):
    """This needs a reason of the programme's catalogue, in these fields."""

    def __init__(self, what: str, fitting: Iterable[str], *fields: str) -> None:
        ids = ", ".join(fitting)
        expected, zh = f"is missing; must be one of: {ids}", f"缺少此项；须为下列之一：{ids}"
        super().__init__(
            f"{what} needs a reason of the catalogue. Nothing was changed.",
            tuple(FieldError(field, expected, zh) for field in fields),
            code="reason-required",
        )


def reason_text(
    programme: Programme, reason: str, scope: ReasonScope, *, outcome: Outcome | None = None
) -> Bilingual:
    """What the reason says.

    Raises UnknownReason when there is none such for this scope, or none for this outcome: what is
    decided and why must not contradict one another.
    """
    about = programme.reasons_about(scope)
    fitting = outcome.reasons(programme, scope) if outcome else about
    if reason in about and reason not in fitting:
        assert outcome is not None
        name = programme.reason(reason).name.en
        raise UnknownReason(
            f"{reason} (“{name}”) contradicts “{outcome.word}”. Nothing was changed. "
            f"Use one of: {', '.join(fitting)}.",
            fitting,
            "reason",
        )
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
