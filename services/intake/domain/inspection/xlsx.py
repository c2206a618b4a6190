"""XLSX workbooks (Office Open XML): a ZIP with a workbook that has sheets."""

from zipfile import ZipFile

from services.intake.domain.inspection.inspected import FileRefused, Inspected, packed_otherwise
from services.intake.domain.inspection.zip_parts import DAMAGED, PackedOtherwise, has_part, read_xml

WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"


def is_xlsx(archive: ZipFile) -> bool:
    """Whether the archive says it is a workbook."""
    return has_part(archive, WORKBOOK)


def xlsx(archive: ZipFile) -> Inspected:
    """A workbook, which has no pages. Raises FileRefused when it cannot be opened."""
    try:
        _, workbook = read_xml(archive, (TYPES, WORKBOOK))
    except PackedOtherwise as error:
        raise packed_otherwise("a workbook", "电子表格", error.method) from error
    except DAMAGED as error:
        raise FileRefused(
            "unreadable-file",
            "is a workbook that cannot be opened. Save it again and send the new file",
            "是电子表格，但无法打开。请重新保存后发送",
        ) from error
    if not any(element.tag.endswith("}sheet") for element in workbook.iter()):
        raise FileRefused(
            "unreadable-file", "is a workbook without a single sheet", "是没有任何工作表的电子表格"
        )
    return Inspected("xlsx", None)
