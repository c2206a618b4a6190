"""The kinds of notices: a module for each with its templates, and one line here."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias, get_args

from pydantic import Field

from services.notify.domain.kinds.content import Content
from services.notify.domain.kinds.missing_materials import MissingMaterials
from services.notify.domain.kinds.not_accepted import NonAcceptance, NotAccepted
from services.notify.domain.kinds.objection import Objected, Objection
from services.notify.domain.kinds.phrased import (
    SAYS,
    CallNotice,
    Corrected,
    DraftReminder,
    Facts,
    FiguresDue,
    LeftOut,
    OfRegister,
    OnDraft,
    Phrased,
    Receipt,
    Refusal,
    RefusalKind,
    ReviewReopened,
    Undone,
)
from services.notify.domain.kinds.reminder import Reminder
from services.notify.domain.kinds.reopened import Reopened, TakenBack

OfAnyKind: TypeAlias = (
    MissingMaterials
    | Reminder
    | NotAccepted
    | Reopened
    | Receipt
    | Refusal
    | Objection
    | OfRegister
    | DraftReminder
    | OnDraft
    | CallNotice
    | FiguresDue
    | LeftOut
    | Undone
    | ReviewReopened
    | Corrected
)
AnyContent: TypeAlias = Annotated[OfAnyKind, Field(discriminator="kind")]
"""What a notice says."""

_CLASSES: Mapping[str, type[Content]] = {
    name: kind
    for kind in get_args(OfAnyKind)
    for name in get_args(kind.model_fields["kind"].annotation)
}

KINDS: Mapping[str, str] = {
    name: SAYS.get(name) or " ".join((kind.__doc__ or "").split())
    for name, kind in _CLASSES.items()
}
"""By the name of a kind, what its notices say."""

PHRASED: frozenset[str] = frozenset(
    name for name, kind in _CLASSES.items() if issubclass(kind, Phrased)
)
"""The kinds whose notices consist of phrases."""

MUST_ARRIVE: frozenset[str] = frozenset(name for name, kind in _CLASSES.items() if kind.must_arrive)
"""The kinds whose notices are served by other means when mail can't deliver them."""

__all__ = [
    "KINDS",
    "MUST_ARRIVE",
    "PHRASED",
    "AnyContent",
    "CallNotice",
    "Corrected",
    "DraftReminder",
    "Facts",
    "FiguresDue",
    "LeftOut",
    "MissingMaterials",
    "NonAcceptance",
    "NotAccepted",
    "Objected",
    "Objection",
    "OfRegister",
    "OnDraft",
    "Phrased",
    "Receipt",
    "Refusal",
    "RefusalKind",
    "Reminder",
    "Reopened",
    "ReviewReopened",
    "TakenBack",
    "Undone",
]
