"""Which columns of a sheet say what, told by their titles."""

import re
from collections.abc import Mapping

from services.review.api.stages.recommendation.reading.table import Line
from shared.plain_text import half_width

TITLES: Mapping[str, tuple[str, ...]] = {
    "number": ("编号 Number", "编号", "证书编号", "number"),
    "subject": ("统一社会信用代码 Code", "统一社会信用代码", "code", "uscc"),
    "holder_zh": ("单位名称 Holder", "单位名称", "企业名称", "holder"),
    "holder_en": ("英文名称 Holder in English", "单位英文名称", "英文名称", "holderinenglish"),
    "what_zh": ("认定内容 Recognised as", "认定内容", "产品名称", "recognisedas"),
    "what_en": ("英文内容 Recognised as, in English", "英文内容", "recognisedasinenglish"),
    "since": ("认定日期 Since", "认定日期", "发证日期", "since"),
    "until": ("有效期至 Until", "有效期至", "until"),
    "document": ("来源文件 Source", "来源文件", "来源", "source"),
    "passed_on": (
        "最近复核通过日期 Passed re-evaluation on",
        "最近复核通过日期",
        "复核通过日期",
        "passedreevaluationon",
    ),
    "district": ("地区 District", "地区", "省市", "district"),
}
"""By what it says the titles of a column, the one that we write first."""

REQUIRED = ("number", "subject", "holder_zh", "what_zh", "since", "document")
WITHIN = 50
"""Rows that are not empty, within which the titles stand."""

_MARKS = re.compile(r"\W+")


def columns_of(line: Line) -> dict[str, list[int]]:
    """By what they say, where the columns stand whose titles are in this line, from 0."""
    texts = {column: _folded(text) for column, text in line.cells.items() if isinstance(text, str)}
    found = {}
    for field, titles in TITLES.items():
        known = {_folded(title) for title in titles}
        if at := [column for column, text in texts.items() if text in known]:
            found[field] = at
    return found


def _folded(text: str) -> str:
    return _MARKS.sub("", half_width(text[:200])).casefold()
