"""Documents to look at: `.venv/bin/python -m tests.unit.pdf.samples FOLDER` writes their PDFs.

The minutes of a meeting in Chinese, in English and in both, with names as they really come: rare
ideographs, signs that are markup elsewhere, words wider than a column, an opinion of many pages.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from shared.pdf.document import (
    Block,
    Column,
    Details,
    Document,
    Heading,
    Language,
    Paragraph,
    Signatures,
    Table,
    Text,
)
from shared.pdf.making import PdfMaker
from shared.values import Bilingual

AT = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
LANGUAGES: tuple[tuple[Language, ...], ...] = (("zh",), ("en",), ("zh", "en"))
RARE = "䶮㐂𬭊𫟼"
"""Ideographs of names: two beyond GBK, two beyond the basic plane."""

NAMES = (
    f"江门市蓬江区{RARE[:2]}精密机械有限公司",
    f"{RARE[2:]}新材料（江门）股份有限公司",
    "艾力·买买提电子科技有限公司",
    '#set text(red) $x^2$ *a* _b_ [c](d) \\e @f <g> `h` // i /* j */ ~ --- "k"',
    "Kwangtung " + "Wasserstoffversorgungsanlagen" * 3 + " Co., Ltd.",
    "江门市新会区第6号科技有限公司（Jiangmen Xinhui No. 6 Technology Co., Ltd.）",
)
OPINION = Bilingual(
    zh="产品技术先进，知识产权清晰，符合认定条件。",
    en="The product is advanced and its intellectual property clear; it meets the conditions.",
)


def both(zh: str, en: str) -> Bilingual:
    """A text in both languages."""
    return Bilingual(zh=zh, en=en)


def rows(count: int) -> tuple[tuple[Text, ...], ...]:
    """What a meeting came to about so many products."""
    passed = both("通过", "Passed")
    return tuple(
        (str(n + 1), NAMES[n % len(NAMES)], OPINION, "9 / 0 / 0", passed) for n in range(count)
    )


def minutes(count: int = 40, languages: tuple[Language, ...] = ("zh",), *more: Block) -> Document:
    """The minutes of a meeting on `count` products."""
    columns = (
        Column(header=both("序号", "No."), width=0.8, align="end"),
        Column(header=both("申报单位", "Applicant"), width=3.2),
        Column(header=both("评审意见", "Opinion"), width=4),
        Column(header=both("同意/反对/弃权", "For / against / abstained"), width=2),
        Column(header=both("结论", "Outcome"), width=1.3),
    )
    return Document(
        title=both(
            "2026年度高新技术产品评审委员会会议纪要", "Minutes of the review committee, 2026"
        ),
        issuer=both("江门市科学技术局", "Jiangmen Science and Technology Bureau"),
        reference="MTG-2026-0007",
        languages=languages,
        blocks=(
            Heading(both("会议概况", "The meeting")),
            Details(
                (
                    (both("时间", "Held on"), both("2026年11月29日", "29 November 2026")),
                    (
                        both("地点", "In"),
                        both("江门市民中心三楼会议室", "Civic Centre, third floor"),
                    ),
                    (both("应到/实到", "Members / present"), "11 / 9"),
                    (
                        both("回避", "Withdrawn"),
                        both("陈·某某委员（第2项）", "Member Chen (no. 2)"),
                    ),
                )
            ),
            Heading(both("表决结果", "The votes")),
            Paragraph(
                both(
                    "委员会听取了形式审查情况汇报，逐项审阅了申报材料，经讨论和无记名投票形成以下结论。“通过”须经"
                    "到会委员三分之二以上同意；与申报单位有利害关系的委员已回避——详见下表。",
                    "The committee heard the report on the formal review, read each file and, "
                    "after discussion, voted by secret ballot. “Passed” needs two thirds of the "
                    "members present; members with an interest in an applicant’s matter withdrew.",
                )
            ),
            Table(columns=columns, rows=rows(count)),
            *more,
            Heading(both("签署", "Signed")),
            Signatures((both("主任委员", "Chair"), both("记录人", "Secretary"))),
        ),
    )


def long_opinion() -> Table:
    """A table with a row of several pages."""
    opinion = Bilingual(zh=OPINION.zh * 120, en=f"{OPINION.en} " * 60)
    columns = (Column(header=both("申报单位", "Applicant")), Column(header=both("意见", "Opinion")))
    return Table(columns=columns, rows=((NAMES[0], opinion), (NAMES[1], OPINION)))


async def write(folder: Path) -> None:
    """Writes the samples."""
    folder.mkdir(parents=True, exist_ok=True)
    make = PdfMaker()
    for languages in LANGUAGES:
        pdf = await make(minutes(40, languages, long_opinion()), at=AT)
        (folder / f"minutes-{'-'.join(languages)}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1])))
