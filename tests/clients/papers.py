"""What enterprises in tests hand in: real small PDF files and good answers."""

from collections.abc import Iterable
from typing import Any

from deploy.replay.cast.papers import Paper
from shared.values import Bilingual

COMPLETE = ("M01", "M02", "M05", "M07")
"""The materials of a product that needs no licence, transfer record or environmental proof."""

ANSWERS: dict[str, Any] = {
    "M04": "本产品属于先进制造与自动化领域，核心技术为自主研发的闭环控制工艺。" * 7,
    "regulated": False,
    "ip_acquired": False,
    "high_impact": False,
}

Part = tuple[str, tuple[str, bytes, str]]


def paper(requirement: str, edition: str = "A") -> bytes:
    """The PDF for a requirement; another edition has other content."""
    title = Bilingual(zh=f"材料{requirement}", en=f"Material {requirement}")
    return Paper(requirement, title, f"00001-{edition}", 1).content(
        "", "江门测试有限公司", "控制器"
    )


def parts(requirements: Iterable[str], edition: str = "A") -> list[Part]:
    """Multipart files, one for each requirement."""
    return [
        (item, (f"{item}-{edition}.pdf", paper(item, edition), "application/pdf"))
        for item in requirements
    ]
