"""Which formats of a workbook show a number as a day or a time."""

from xml.etree import ElementTree

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from services.review.api.stages.recommendation.reading.parts import local

_EAST_ASIAN = {*range(27, 37), *range(50, 59)}
"""Built-in formats of Chinese spreadsheets (ISO/IEC 29500-1, 18.8.30); all show days or times."""


def styles_of_days(styles: ElementTree.Element) -> frozenset[int]:
    """The indices that cells name as `s`, of those styles."""
    codes: dict[int, str] = {number: code for number, code in BUILTIN_FORMATS.items() if code}
    applied: list[int] = []
    for part in styles:
        for each in part:
            if local(part.tag) == "numFmts":
                codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
            elif local(part.tag) == "cellXfs":
                applied.append(int(each.get("numFmtId", "0")))
    return frozenset(
        style
        for style, number in enumerate(applied)
        if number in _EAST_ASIAN or is_date_format(codes.get(number, ""))
    )
