"""The materials that an enterprise of the demo sends: real PDF files, each with its own content."""

from dataclasses import dataclass

from deploy.replay.cast.pdf import template
from shared.values import Bilingual

TITLES = {
    "M01": Bilingual(zh="申请表", en="Application form"),
    "M02": Bilingual(zh="营业执照", en="Business licence"),
    "M05": Bilingual(zh="发明专利证书", en="Patent certificate"),
    "M06": Bilingual(zh="权属变更证明", en="Record of the transfer of rights"),
    "M07": Bilingual(zh="产品检验报告", en="Test report"),
    "M08": Bilingual(zh="强制性产品认证证书", en="CCC certificate"),
    "M09": Bilingual(zh="用户使用报告", en="User report"),
    "M10": Bilingual(zh="环评批复", en="Environmental approval"),
}
"""What each material is in the demo, by requirement."""

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
    number: str
    pages: int

    @property
    def filename(self) -> str:
        """As the enterprise calls it."""
        return f"{TITLES[self.requirement].zh}-{self.number}.pdf"

    def content(self, uscc: str, company: str, product: str) -> bytes:
        """The PDF file."""
        title = TITLES[self.requirement]
        texts = {"company": company, "uscc": uscc, "product": product, "number": self.number}
        return template(f"{title.zh} {title.en}", _LINES, self.pages).fill(texts)
