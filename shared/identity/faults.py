"""What can be wrong with a unified social credit code, in words that say what to do."""

from typing import Literal

from shared.errors import FieldError, Rejected
from shared.values import Bilingual

UsccFault = Literal["length", "character", "authority", "division", "check-digit"]


class InvalidUscc(Rejected, ValueError):
    """Not a unified social credit code; `reason` names the fault, `text` explains it."""

    def __init__(self, reason: UsccFault, text: Bilingual) -> None:
        super().__init__(
            text.en,
            (FieldError("uscc", text.en, zh=text.zh),),
            code=f"uscc-{reason}",
            zh=text.zh,
        )
        self.reason = reason
        self.text = text


def length_fault(found: int, expected: int = 18) -> InvalidUscc:
    """Too short or too long."""
    return InvalidUscc(
        "length",
        Bilingual(
            zh=f"统一社会信用代码应为{expected}位，您填写了{found}位。请对照营业执照补全或删去多余字符。",
            en=f"The code must have {expected} characters, this one has {found}. "
            "Compare it with the business licence.",
        ),
    )


def character_fault(position: int, character: str, likely: str | None) -> InvalidUscc:
    """A character outside the standard's 31; `likely` is what it should probably be."""
    return InvalidUscc(
        "character",
        Bilingual(
            zh=f"第{position}位“{character}”不可用：只能用数字和大写字母，且不用I、O、S、V、Z。"
            + (f"请核对是否应为“{likely}”。" if likely else "请对照营业执照核对。"),
            en=f"Character {position} is {character!r}, but only digits and letters other than "
            "I, O, S, V and Z occur. "
            + (f"Should it be {likely!r}?" if likely else "Compare it with the business licence."),
        ),
    )


def authority_fault(character: str) -> InvalidUscc:
    """A first character that no registration authority has."""
    return InvalidUscc(
        "authority",
        Bilingual(
            zh=f"第1位“{character}”不是登记管理部门代码：应为1至9，或A、N、Y；企业通常为9。请核对。",
            en=f"Character 1 is {character!r}, but registration authorities are 1 to 9, A, N or Y; "
            "enterprises usually have 9.",
        ),
    )


def division_fault(code: str) -> InvalidUscc:
    """Characters 3 to 8 are not a division."""
    return InvalidUscc(
        "division",
        Bilingual(
            zh=f"第3至8位“{code}”不是行政区划代码：应为6位数字，前两位为省级代码，如广东为44。请核对。",
            en=f"Characters 3 to 8 are {code!r}, but must be six digits that begin with a "
            "province, such as 44 for Guangdong.",
        ),
    )


def check_digit_fault(found: str, expected: str) -> InvalidUscc:
    """The last character does not fit the others."""
    return InvalidUscc(
        "check-digit",
        Bilingual(
            zh=f"校验不符：按前17位计算，第18位应为“{expected}”，您填写的是“{found}”。"
            "可能有一位填错，请对照营业执照逐位核对。",
            en=f"The first 17 characters call for {expected!r} as the last one, this code ends in "
            f"{found!r}. One of the 18 is probably mistyped; compare it with the business licence.",
        ),
    )
