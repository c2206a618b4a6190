"""The materials that an enterprise sends: real PDF files, each with its own content."""

from dataclasses import dataclass

from deploy.replay.cast.pdf import template
from shared.values import Bilingual

_LINES = (
    ("单位 Enterprise", "company"),
    ("代码 Code", "uscc"),
    ("产品 Product", "product"),
    ("编号 Number", "number"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file for one requirement; its bytes are made when asked for."""

    requirement: str
    title: Bilingual
    number: str
    pages: int

    @property
    def filename(self) -> str:
        """As the enterprise calls it."""
        return f"{self.title.zh}-{self.number}.pdf"

    def content(self, uscc: str, company: str, product: str) -> bytes:
        """The PDF file."""
        texts = {"company": company, "uscc": uscc, "product": product, "number": self.number}
        return template(f"{self.title.zh} {self.title.en}", _LINES, self.pages).fill(texts)
