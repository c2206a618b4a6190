"""The call of a member of a cohort, with which its draft came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.intake.domain.refusals import CallEnded
from shared.values import Bilingual

Ended = Literal["not_submitted", "merged"]


@dataclass(frozen=True, slots=True)
class Call:
    """Which recognition is called, by its `number` in the register, and by when it has to submit.

    `ended` is what became of the call, unless it was met or still goes on.
    """

    number: str
    due_at: datetime
    explanation: Bilingual
    ended: Ended | None = None


ENDINGS: Mapping[Ended, Bilingual] = {
    "not_submitted": Bilingual(
        zh="截止前未提交复核材料；原认定的有效期不变。",
        en="Nothing was submitted in time. The recognition holds until its last day as before.",
    ),
    "merged": Bilingual(
        zh="单位已合并，无须提交复核材料；原认定的有效期不变。",
        en="The enterprise was merged and need not submit. The recognition holds as before.",
    ),
}
"""What comes of a call that has ended, for its enterprise."""


def check_not_merged(call: Call | None) -> None:
    """Raises CallEnded for a member that was merged into another enterprise.

    What arrives in time from one whose term the clock has ended meanwhile still counts.
    """
    if call is not None and call.ended == "merged":
        raise CallEnded(call.number)
