"""What can't be taken is called by a name in the reader's language."""

import struct
from collections.abc import Sequence
from re import search

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kind_of_file import OLE, name_of_bytes
from shared.ole_directory import names_at_top


@pytest.mark.parametrize(
    ("head", "zh", "en"),
    [
        (b"GIF89a", "图片（.gif）", "GIF"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "视频文件（.mp4）", "MPEG-4"),
        (b"OggS", "音频文件（.opus）", "Ogg"),
        (b"SQLite format 3\0", "其他类型的文件（.db）", "SQLite"),
    ],
)
def test_a_guessed_kind_has_a_chinese_name(head: bytes, zh: str, en: str) -> None:
    name = name_of_bytes(head + bytes(60), lambda: b"")
    assert name is not None
    assert name.zh == zh
    assert en in name.en
    assert search(r"[A-Za-z]", name.zh.rpartition("（")[0]) is None


NONE, END = 0xFFFFFFFF, 0xFFFFFFFE
MAIL, WORD, EXCEL = "__properties_version1.0", "WordDocument", "Workbook"


def entry(name: str, left: int = NONE, right: int = NONE, child: int = NONE) -> bytes:
    text = name.encode("utf-16-le")
    start = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, 2, 1)
    return (start + struct.pack("<III", left, right, child)).ljust(128, b"\0")


def ole(top: Sequence[str], below: Sequence[str], shift: int = 9, apart: int = 3) -> bytes:
    """An OLE file with these names, `apart` sectors between those of its directory."""
    size = 1 << shift
    entries = [entry("Root Entry", child=1)]
    entries += [
        entry(name, right=n + 1 if n < len(top) else NONE, child=len(top) + 1 if n == 1 else NONE)
        for n, name in enumerate(top, 1)
    ]
    entries += [entry(name) for name in below]
    whole = b"".join(entries)
    directory = [whole[at : at + size].ljust(size, b"\0") for at in range(0, len(whole), size)]
    at = [1 + n * apart for n in range(len(directory))]
    table = [NONE] * (size // 4)
    for sector, following in zip(at, [*at[1:], END], strict=True):
        table[sector] = following
    sectors = [bytes(size)] * (at[-1] + 1)
    sectors[0] = struct.pack(f"<{size // 4}I", *table)
    for sector, content in zip(at, directory, strict=True):
        sectors[sector] = content
    head = OLE + bytes(22) + struct.pack("<H", shift) + bytes(16) + struct.pack("<I", 1)
    head = head.ljust(76, b"\0") + struct.pack("<109I", 0, *[NONE] * 108)
    return head.ljust(size, b"\0") + b"".join(sectors)


@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize(
    ("top", "below", "name"),
    [
        (["__nameid_version1.0", "__recip", "a", "b", "c", MAIL], [WORD, EXCEL], "Outlook"),
        (["1Table", "ObjectPool", "d", "e", "f", WORD], [MAIL, EXCEL], "Word"),
        (["\5Summary", "MBD1", "WORKBOOK"], [WORD, MAIL], ".xls, .et"),
        (["!_Tables"], [WORD], "older Office"),
    ],
)
def test_an_ole_file_is_called_by_what_it_is_and_not_by_what_is_put_into_it(
    top: list[str], below: list[str], name: str, shift: int
) -> None:
    content = ole(top, below, shift)
    assert names_at_top(content) == {each.casefold() for each in top}
    called = name_of_bytes(content[:2048], lambda: content)
    assert called is not None
    assert name in called.en


def test_a_directory_that_is_out_of_reach_is_not_read_in_part() -> None:
    content = ole(["a", "b", "c", "d", "e"], [WORD])
    assert names_at_top(content) == {"a", "b", "c", "d", "e"}
    assert names_at_top(content[:-1]) == frozenset()


@given(st.binary(max_size=600), st.integers(0, 4000))
def test_no_bytes_whatever_upset_the_reading_of_a_directory(junk: bytes, at: int) -> None:
    content = ole(["a", "b", "c", "d", "e"], [WORD])
    names_at_top(content[:at] + junk + content[at + len(junk) :])
    names_at_top(content[:at])
