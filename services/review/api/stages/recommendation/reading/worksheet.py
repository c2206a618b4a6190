"""The rows of one worksheet, read as a stream: what its header claims of its size is not asked."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import isfinite
from xml.parsers import expat

from services.review.api.stages.recommendation.reading.table import (
    Content,
    Line,
    Merged,
    Unread,
    position,
    tidy,
)
from shared.values import Bilingual

LONGEST_TEXT = 40_000
"""Characters of one cell that are kept; a spreadsheet takes 32 767."""

_AS_TEXT = Bilingual(
    zh="请将该单元格格式设为“常规”并直接填写整数",
    en="Set the cell's format to General and type a whole number",
)
_CALCULATE = Bilingual(
    zh="请在 WPS 表格或 Excel 中打开并保存，使公式得出结果，或直接填写数值",
    en="Open the file in WPS Spreadsheets or Excel and save it, so that the formula has a result, "
    "or type the value",
)
_MEND = Bilingual(zh="请改正公式，或直接填写数值", en="Put the formula right, or type the value")
_NOTHING = re.compile(r"0+(\.0*)?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Worksheet:
    """Reads the XML of one worksheet; each line is there as soon as its row has ended."""

    def __init__(self, strings: Sequence[str], days: Collection[int]) -> None:
        self.merged: list[Merged] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self._strings, self._days = strings, days
        self._lines: deque[Line] = deque()
        self._row, self._column, self._hidden = 0, -1, False
        self._cells: dict[int, Content] = {}
        self._kind, self._style = "n", 0
        self._text: dict[str, str] = {}
        self._open: str | None = None
        self._in_reading = 0

    def lines(self, pieces: Iterable[bytes]) -> Iterator[Line]:
        """The rows that are not empty. Raises ExpatError or ValueError for a damaged sheet."""
        parser = xml_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for piece in pieces:
            parser.Parse(piece, False)
            while self._lines:
                yield self._lines.popleft()
        parser.Parse(b"", True)
        yield from self._lines

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local_name(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column, self._cells = -1, {}
            self._hidden = _is_hidden(attributes, "ht")
        elif name in ("v", "f", "t"):
            if not self._in_reading:
                self._open = name
                self._text.setdefault(name, "")
        elif name == "rPh":
            self._in_reading += 1
        elif name == "col" and _is_hidden(attributes, "width"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.append((first - 1, last - 1))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = position(reference)[1] if reference else self._column + 1
        self._kind = attributes.get("t") or "n"
        self._style = int(attributes.get("s") or 0)
        self._text = {}

    def _end(self, tag: str) -> None:
        name = local_name(tag)
        if name == "c":
            content = self._content()
            if content:
                self._cells[self._column] = content
        elif name == "row":
            if self._cells:
                self._lines.append(Line(self._row, self._cells, self._hidden))
                self._cells = {}
        elif name in ("v", "f", "t"):
            self._open = None
        elif name == "rPh":
            self._in_reading -= 1

    def _characters(self, data: str) -> None:
        if self._open is not None and len(self._text[self._open]) < LONGEST_TEXT:
            self._text[self._open] += data

    def _content(self) -> Content:
        value = self._text.get("v")
        if self._kind == "inlineStr":
            return tidy(unescaped(self._text.get("t", value or "")))
        # A formula that gives an empty text has a value, which is empty; one that nobody
        # calculated has none.
        if self._kind == "str" and value is not None:
            return tidy(unescaped(value))
        if not (value and value.strip()):
            return _not_calculated() if "f" in self._text else ""
        value = value.strip()
        if self._kind == "s":
            return tidy(self._strings[int(value)])
        if self._kind == "e":
            return Unread(Bilingual(zh=f"错误值 {value:.20}", en=f"the error {value:.20}"), _MEND)
        if self._kind == "b":
            shown = "TRUE" if value in ("1", "true") else "FALSE"
            return Unread(Bilingual(zh=f"逻辑值 {shown}", en=f"the truth value {shown}"), _AS_TEXT)
        if self._kind == "d" or (self._kind == "n" and self._style in self._days):
            return Unread(Bilingual(zh="日期", en="a date"), _AS_TEXT, value)
        return _number(value) if self._kind == "n" else tidy(unescaped(value))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        self.merged.append(Merged(top, bottom, left, right))


def xml_parser() -> expat.XMLParserType:
    """A parser that tells names with their namespace, and takes no document type."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    return parser


def local_name(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def unescaped(text: str) -> str:
    """The text with what a workbook writes as `_x000D_`."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Two of them may be the halves of one character; a half alone is none.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_hidden(line: dict[str, str], size: str) -> bool:
    """A filter hides rows as a hand does; some programs write a `size` of nothing instead."""
    nothing = _NOTHING.fullmatch(line.get(size, ""))
    return line.get("hidden") in ("1", "true") or nothing is not None


def _number(value: str) -> Content:
    try:
        found = float(value)
    except ValueError:
        return tidy(value)
    if not isfinite(found):
        return value
    # What a formula added up may miss the whole number that is shown by its last digits.
    nearest = round(found)
    return str(nearest) if abs(found - nearest) < 1e-9 else repr(found)


def _not_calculated() -> Unread:
    found = Bilingual(zh="尚无结果的公式", en="a formula whose result is not in the file")
    return Unread(found, _CALCULATE)


def _no_document_type(*_: object) -> None:
    raise ValueError("it defines a document type, which no workbook does")
