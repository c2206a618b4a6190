"""Summary sheets as other programs write them, XML by XML."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TITLES = ("排名 Rank", "申报编号 Number", "申报单位 Enterprise")
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" '
    'formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="57"/><xf numFmtId="170"/></cellXfs>'
    "</styleSheet>"
)
"""Formats 1 to 3 show a number as a day: a built-in one, a Chinese one, and one of its own."""

Row = Sequence[str | int | float | None]


def text(value: str) -> str:
    """A cell with a text of its own, without its tag's name and reference."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def number(value: float | str, style: int = 0) -> str:
    """A cell with a number."""
    return f' s="{style}"><v>{value}</v></c>'


def formula(result: str | None = None, kind: str = "n") -> str:
    """A cell with a formula, calculated or not."""
    value = "" if result is None else f"<v>{result}</v>"
    return f' t="{kind}"><f>A1+1</f>{value}</c>'


def of_kind(kind: str, value: str) -> str:
    """A cell of this type."""
    return f' t="{kind}"><v>{value}</v></c>'


def cells(*values: str | float | None) -> list[str]:
    """Cells as people fill them in."""
    return [
        "" if value is None else text(value) if isinstance(value, str) else number(value)
        for value in values
    ]


def sheet_xml(
    rows: Mapping[int, Sequence[str]],
    *,
    dimension: str | None = None,
    main: str = MAIN,
    references: bool = True,
    behind: str = "",
) -> str:
    """A worksheet with these rows of cells, by their number from 1."""
    lines = []
    for row, filled in rows.items():
        written = "".join(
            f'<c r="{chr(ord("A") + column)}{row}"{cell}' if references else f"<c{cell}"
            for column, cell in enumerate(cell or "/>" for cell in filled)
        )
        lines.append(f'<row r="{row}">{written}</row>' if references else f"<row>{written}</row>")
    claimed = "" if dimension is None else f'<dimension ref="{dimension}"/>'
    return (
        f'<worksheet xmlns="{main}">{claimed}<sheetData>{"".join(lines)}</sheetData>{behind}'
        "</worksheet>"
    )


def book(
    sheets: Mapping[str, str],
    *,
    hidden: Iterable[str] = (),
    strict: bool = False,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of these worksheets."""
    relations, out_of_sight = STRICT_RELATIONS if strict else RELATIONS, set(hidden)

    def state(name: str) -> str:
        return "hidden" if name in out_of_sight else "visible"

    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}" state="{state(name)}"/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    related += f'<Relationship Id="st" Type="{relations}/styles" Target="/xl/styles.xml"/>'
    related += f'<Relationship Id="ss" Type="{relations}/sharedStrings" Target="strings.xml"/>'
    main = STRICT_MAIN if strict else MAIN
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/s{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
        **(more or {}),
    }
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def filled_in(*rows: Row, above: Sequence[Row] = ((TITLES),)) -> bytes:
    """A sheet with these rows below its titles."""
    every = {n: cells(*row) for n, row in enumerate((*above, *rows), 1)}
    return book({"汇总表": sheet_xml(every)})
