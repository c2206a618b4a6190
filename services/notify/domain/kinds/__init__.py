"""The kinds of notices: a module for each with its templates, and one line here."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias, get_args

from pydantic import Field

from services.notify.domain.kinds.missing_materials import MissingMaterials
from services.notify.domain.kinds.not_accepted import NonAcceptance, NotAccepted
from services.notify.domain.kinds.reminder import Reminder
from services.notify.domain.kinds.reopened import Reopened, TakenBack

OfAnyKind: TypeAlias = MissingMaterials | Reminder | NotAccepted | Reopened
AnyContent: TypeAlias = Annotated[OfAnyKind, Field(discriminator="kind")]
"""What a notice says."""

KINDS: Mapping[str, str] = {
    kind.model_fields["kind"].default: " ".join(kind.__doc__.split())
    for kind in get_args(OfAnyKind)
}
"""By the name of a kind, what its notices say."""

MUST_ARRIVE: frozenset[str] = frozenset(
    kind.model_fields["kind"].default for kind in get_args(OfAnyKind) if kind.must_arrive
)
"""The kinds whose notices are served by other means when mail can't deliver them."""

__all__ = [
    "KINDS",
    "MUST_ARRIVE",
    "AnyContent",
    "MissingMaterials",
    "NonAcceptance",
    "NotAccepted",
    "Reminder",
    "Reopened",
    "TakenBack",
]
