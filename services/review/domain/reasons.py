"""Reasons of a programme's catalogue, asked for by what they apply to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.errors import Rejected, one_of
from shared.programmes import Programme, ReasonScope, UnknownReason
from shared.values import Bilingual

NOT_PROVIDED = "not_provided"
NOT_SUPPLEMENTED = "not_supplemented"
_NOT_SUPPLEMENTED_TEXT = Bilingual(zh="未在规定期限内补正", en="Not supplemented in time.")

_ABOUT: Mapping[ReasonScope, Bilingual] = {
    "materials": Bilingual(zh="材料", en="a material"),
    "case": Bilingual(zh="不予受理", en="a case that is not accepted"),
    "recommendation": Bilingual(zh="推荐", en="a recommendation"),
    "decision": Bilingual(zh="决定", en="a decision"),
    "construction": Bilingual(zh="终止建设", en="an end of the construction"),
    "objection": Bilingual(zh="异议", en="an objection"),
    "revocation": Bilingual(zh="撤销或暂停认定", en="a revocation or suspension"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is decided, what could be, and what it is called."""

    word: str
    possible: tuple[str, ...]
    name: Bilingual

    def reasons(self, programme: Programme, scope: ReasonScope) -> tuple[str, ...]:
        """The ids of the reasons that fit it."""
        return programme.reasons_for(scope, self.word, self.possible)


class ReasonRequired(Rejected):
    """This needs a reason of the programme's catalogue: in each field one of those that fit."""

    def __init__(self, what: Bilingual, fitting: Mapping[str, Iterable[str]]) -> None:
        super().__init__(
            f"{what.en} needs a reason of the catalogue. Nothing was changed.",
            tuple(one_of(field, tuple(ids), missing=True) for field, ids in fitting.items()),
            code="reason-required",
            zh=f"{what.zh}须从理由目录中选用理由。未作任何更改。",
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
        name = programme.reason(reason).name
        raise UnknownReason(
            f"{reason} (“{name.en}”) contradicts “{outcome.name.en}”. Nothing was changed. "
            f"Use one of: {', '.join(fitting)}.",
            fitting,
            "reason",
            zh=f"{reason}（“{name.zh}”）与结论“{outcome.name.zh}”相矛盾。未作任何更改。"
            f"可用的有：{'、'.join(fitting)}。",
        )
    if reason not in fitting:
        raise UnknownReason(
            f"{reason} is no reason about {_ABOUT[scope].en}. Use one of: {', '.join(fitting)}.",
            fitting,
            "reason",
            zh=f"{reason} 不是关于{_ABOUT[scope].zh}的理由。可用的有：{'、'.join(fitting)}。",
        )
    return programme.reason(reason).name


def not_supplemented_text(programme: Programme) -> Bilingual:
    """The programme's wording for an expired supplement, or the usual one."""
    for reason in programme.reasons:
        if reason.id == NOT_SUPPLEMENTED:
            return reason.name
    return _NOT_SUPPLEMENTED_TEXT
