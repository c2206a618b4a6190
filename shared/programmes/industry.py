"""Industries by GB/T 4754-2017: a section letter and four digits; section and division of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.programmes.strict import Bilingual

Depth = Literal["section", "division", "group", "class"]
"""门类, 大类, 中类, 小类."""

_DIGITS: Mapping[Depth, int] = {"division": 2, "group": 3, "class": 4}
CODE_PATTERN = "^[A-T]?[0-9]{4}$"
_CODE = re.compile(r"([A-T]?)([0-9]{2})([0-9]{2})")


class UnknownIndustry(ValueError):
    """The code is not one of GB/T 4754-2017."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section (门类) and the divisions (大类) it spans, both ends included."""

    letter: str
    name: Bilingual
    first: int
    last: int


def _section(letter: str, first: int, last: int, zh: str, en: str) -> Section:
    return Section(letter, Bilingual(zh=zh, en=en), first, last)


SECTIONS: tuple[Section, ...] = (
    _section("A", 1, 5, "农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"),
    _section("B", 6, 12, "采矿业", "Mining"),
    _section("C", 13, 43, "制造业", "Manufacturing"),
    _section(
        "D",
        44,
        46,
        "电力、热力、燃气及水生产和供应业",
        "Production and supply of electricity, heat, gas and water",
    ),
    _section("E", 47, 50, "建筑业", "Construction"),
    _section("F", 51, 52, "批发和零售业", "Wholesale and retail trade"),
    _section("G", 53, 60, "交通运输、仓储和邮政业", "Transport, storage and post"),
    _section("H", 61, 62, "住宿和餐饮业", "Accommodation and catering"),
    _section(
        "I",
        63,
        65,
        "信息传输、软件和信息技术服务业",
        "Information transmission, software and information technology services",
    ),
    _section("J", 66, 69, "金融业", "Finance"),
    _section("K", 70, 70, "房地产业", "Real estate"),
    _section("L", 71, 72, "租赁和商务服务业", "Leasing and business services"),
    _section("M", 73, 75, "科学研究和技术服务业", "Scientific research and technical services"),
    _section(
        "N",
        76,
        79,
        "水利、环境和公共设施管理业",
        "Management of water conservancy, environment and public facilities",
    ),
    _section(
        "O",
        80,
        82,
        "居民服务、修理和其他服务业",
        "Services to households, repair and other services",
    ),
    _section("P", 83, 83, "教育", "Education"),
    _section("Q", 84, 85, "卫生和社会工作", "Health and social work"),
    _section("R", 86, 90, "文化、体育和娱乐业", "Culture, sports and entertainment"),
    _section(
        "S",
        91,
        96,
        "公共管理、社会保障和社会组织",
        "Public management, social security and social organisations",
    ),
    _section("T", 97, 97, "国际组织", "International organisations"),
)


def section_of(code: str) -> Section:
    """The section of a code such as C3912 or 3912; raises UnknownIndustry."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise UnknownIndustry(f"{code!r} is not like C3912: a section letter and four digits.")
    letter, division = found[1], int(found[2])
    for section in SECTIONS:
        if section.first <= division <= section.last:
            if letter not in ("", section.letter):
                raise UnknownIndustry(
                    f"{code!r}: division {found[2]} belongs to section {section.letter}."
                )
            return section
    raise UnknownIndustry(f"{code!r}: GB/T 4754-2017 has no division {found[2]}.")


def industry_code(code: str) -> str:
    """The code with its section letter; 3912 becomes C3912. Raises UnknownIndustry."""
    return f"{section_of(code).letter}{code[-4:]}"


def division_of(code: str) -> str:
    """The division (大类) of a code; that of 3912 is 39. What is no code stays as it is."""
    return code[:-2] if code[-1:].isdigit() else code


def at_depth(code: str, depth: Depth) -> str:
    """What a code rolls up to; C3912 is 39 by division. Raises UnknownIndustry.

    Only a section is a letter: with and without it a code is the same.
    """
    section = section_of(code)
    return section.letter if depth == "section" else code[-4:][: _DIGITS[depth]]
