"""Activities of a programme: what is done beside the path of a case, and who takes part as what."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pydantic import Field

from shared.programmes.strict import Bilingual, Named, Slug

ActivityKind: TypeAlias = Literal[
    "publicity",
    "training",
    "launch",
    "roadshow",
    "matching",
    "agreement",
    "ceremony",
    "conference",
]
TookPartAs: TypeAlias = Literal["attended", "presented", "matched", "signed", "awarded"]
HeldBy: TypeAlias = Literal["association", "recommender", "reviewer", "officer"]

KIND_NAMES: Mapping[str, Bilingual] = {
    "publicity": Bilingual(zh="宣传", en="Publicity"),
    "training": Bilingual(zh="培训", en="Training"),
    "launch": Bilingual(zh="启动仪式", en="Launch"),
    "roadshow": Bilingual(zh="路演", en="Roadshow"),
    "matching": Bilingual(zh="对接", en="Matching"),
    "agreement": Bilingual(zh="签约", en="Agreement"),
    "ceremony": Bilingual(zh="颁证仪式", en="Ceremony"),
    "conference": Bilingual(zh="大会", en="Conference"),
}
ROLE_NAMES: Mapping[str, Bilingual] = {
    "attended": Bilingual(zh="参加", en="attended"),
    "presented": Bilingual(zh="展示", en="presented"),
    "matched": Bilingual(zh="对接", en="matched"),
    "signed": Bilingual(zh="签约", en="signed"),
    "awarded": Bilingual(zh="受颁", en="awarded"),
}


class Activity(Named):
    """Something that may be held once or several times a round, by one role and office.

    `roles` are what an enterprise may have taken part as.
    """

    kind: ActivityKind
    by: HeldBy = "officer"
    office: Slug | None = None
    roles: tuple[TookPartAs, ...] = Field(default=("attended",), min_length=1)
