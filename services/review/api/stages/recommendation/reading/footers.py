"""Rows of a table that name no application: a total, a note, or who made the table.

What stands left of a rank may be the name of an enterprise or a product, such as “Total (China)
Ltd” or “注射用头孢”; so a row that has a rank is such a row only where it can't be anything else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.review.api.stages.recommendation.reading.table import Content
from shared.plain_text import half_width

_NOTE = re.compile(
    r"(合|总|小|共)\s*计|总数|(sub)?total\b|sum\b|备?注|说明|填表|制表|填报|经办|审核|复核|"
    r"负责|联系|电话|日期|推荐单位|单位|\W*盖章",
    re.IGNORECASE,
)
"""What a row without rank begins with that is about all of them, or about who made it."""

_TOTAL = re.compile(
    r"((合|总|小|共)\s*计|总数|(grand |sub-?)?total|sum)( ?\([^()]*\))?:?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(备?注|说明|(填表|制表|填报|经办|审核|复核|负责|联系)(人员?|单位|部门|日期|时间|电话|方式)?|"
    r"(联系)?电话|日期|推荐单位|单位)(\([^()]*\))?:"
)
"""A cell that is nothing but what stands before a colon."""

_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?(%| ?[项个件家条])?")
_NAMES_ONE = re.compile(r"[A-Za-z].*[0-9]")
"""Numbers of applications begin with the letters of their series."""

_NUMERALS = frozenset("〇零一二三四五六七八九十百千两第名位号")
_DIGITS_OF_A_RANK = range(1, 5)


def is_about_all(text: Content) -> bool:
    """Whether a text in place of a rank or number begins as a total or a note does."""
    return isinstance(text, str) and _NOTE.match(half_width(text)) is not None


def is_label(text: Content) -> bool:
    """Whether it is a label of the foot of a table: 填表人：."""
    return isinstance(text, str) and _LABEL.fullmatch(half_width(text)) is not None


def is_foot(rank: Content, number: Content | None) -> bool:
    """Whether a row whose `rank` is a text is the foot of a table: 合计 | 3, 填表人： | 张三."""
    if not isinstance(rank, str):
        return False
    if number is None:
        return is_about_all(rank)
    if isinstance(number, str) and _NAMES_ONE.search(half_width(number)):
        return False
    return is_label(rank) or _TOTAL.fullmatch(half_width(rank)) is not None


def may_be_rank(content: Content) -> bool:
    """Whether somebody may have meant it as a rank; a name or a telephone number is none."""
    if not isinstance(content, str):
        return True
    text = "".join(half_width(content).split())
    digits = sum(each.isdecimal() for each in text)
    return digits in _DIGITS_OF_A_RANK or _NUMERALS.issuperset(text)


@dataclass(slots=True)
class Above:
    """The ranks above a row: how many, what they add up to, and the highest."""

    count: int = 0
    added_up: int = 0
    highest: int = 0

    def add(self, rank: int) -> None:
        """One more."""
        self.count += 1
        self.added_up += rank
        self.highest = max(self.highest, rank)


def is_total(cells: Mapping[int, Content], rank: int, above: Above) -> bool:
    """Whether a row with a number in the column `rank` is unmistakably a total.

    It has nothing but 合计 and numbers, and there stands how many ranks are above or what they add
    up to; but not the rank that comes next.
    """
    texts = [half_width(text) for text in cells.values() if isinstance(text, str)]
    if len(texts) < len(cells) or not any(map(_TOTAL.fullmatch, texts)):
        return False
    if not all(_TOTAL.fullmatch(text) or _NUMBER.fullmatch(text) for text in texts):
        return False
    found = half_width(str(cells[rank])).partition(".")[0].rstrip("项个件家条 ")
    return found != str(above.highest + 1) and found in {str(above.count), str(above.added_up)}
