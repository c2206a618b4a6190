"""What can be wrong with a division code, in words that say what to do."""

from typing import Literal

from shared.errors import FieldError, Rejected
from shared.values import Bilingual

DivisionFault = Literal["form", "unknown", "not-in-force"]


class InvalidDivision(Rejected, ValueError):
    """Not the code of a division; `reason` names the fault, `text` explains it."""

    def __init__(self, reason: DivisionFault, text: Bilingual, field: str = "division") -> None:
        super().__init__(
            text.en,
            (FieldError(field, text.en, zh=text.zh),),
            code=f"division-{reason}",
            zh=text.zh,
        )
        self.reason = reason
        self.text = text


def form_fault(code: str) -> InvalidDivision:
    """Not six digits."""
    return InvalidDivision(
        "form",
        Bilingual(
            zh=f"行政区划代码应为6位数字，如东莞市为441900；您填写的是“{code}”。",
            en=f"A division code (GB/T 2260) has six digits, such as 441900 for Dongguan; "
            f"this one is {code!r}.",
        ),
    )


def unknown_fault(code: str) -> InvalidDivision:
    """Six digits that the list does not know, which newer divisions are missing from, too."""
    return InvalidDivision(
        "unknown",
        Bilingual(
            zh=f"Laurel所用的行政区划代码表（GB/T 2260，python-stdnum）中没有{code}。"
            "请核对；开发区等功能区没有代码。如为新设的区划，请联系系统运行单位更新代码表。",
            en=f"The list that Laurel has of division codes (GB/T 2260, python-stdnum) knows no "
            f"{code}. Compare it; functional areas have none. If the division is a new one, ask "
            "whoever runs Laurel for a newer list.",
        ),
    )


def not_in_force_fault(
    code: str, name: str, since: int | None, until: int | None
) -> InvalidDivision:
    """A division that is not there any more, or not yet; `since` and `until` are years."""
    if until is not None:
        zh, en = f"已于{until}年撤销", f"was given up in {until}"
    else:
        zh, en = f"自{since}年起才有", f"is there since {since} only"
    return InvalidDivision(
        "not-in-force",
        Bilingual(
            zh=f"行政区划代码{code}（{name}）{zh}。请填写现行代码。",
            en=f"The division {code} ({name}) {en}. Give the code that is in force.",
        ),
    )
