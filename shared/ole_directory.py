"""What stands at the top of an OLE file ([MS-CFB] 2.6): a mail may hold a sheet, or a sheet it."""

import struct
from collections.abc import Iterator

_SHIFT_AT, _DIRECTORY_AT, _TABLES_AT, _TABLES = 30, 48, 76, 109
_ITEM = 128
_LAST_SECTOR = 0xFFFFFFFA
_SHIFTS = (9, 12)


def names_at_top(content: bytes) -> frozenset[str]:
    """The names, folded; none where the beginning of the file does not hold its directory."""
    if len(content) < 512:
        return frozenset()
    (shift,) = struct.unpack_from("<H", content, _SHIFT_AT)
    if shift not in _SHIFTS:
        return frozenset()
    directory = _directory(content, 1 << shift)
    items = [directory[at : at + _ITEM] for at in range(0, len(directory), _ITEM)]
    return frozenset(_children(items))


def _directory(content: bytes, size: int) -> bytes:
    """Its sectors in their order; nothing where one is out of reach."""
    (sector,) = struct.unpack_from("<I", content, _DIRECTORY_AT)
    found: dict[int, bytes] = {}
    while sector < _LAST_SECTOR and sector not in found:
        found[sector] = content[(sector + 1) * size : (sector + 2) * size]
        table, within = divmod(sector, size // 4)
        if len(found[sector]) < size or table >= _TABLES:
            return b""
        (at,) = struct.unpack_from("<I", content, _TABLES_AT + 4 * table)
        next_at = (at + 1) * size + 4 * within
        if next_at + 4 > len(content):
            return b""
        (sector,) = struct.unpack_from("<I", content, next_at)
    return b"".join(found.values())


def _children(items: list[bytes]) -> Iterator[str]:
    """The names beside one another below the root, which are kept as a tree."""
    waiting = [_links(items[0])[2]] if items else []
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at >= len(items) or at in seen:
            continue
        seen.add(at)
        left, right, _ = _links(items[at])
        waiting += [left, right]
        (length,) = struct.unpack_from("<H", items[at], 64)
        name = items[at][: min(max(length - 2, 0), 62)]
        yield name.decode("utf-16-le", "replace").casefold()


def _links(item: bytes) -> tuple[int, int, int]:
    left, right, child = struct.unpack_from("<III", item, 68)
    return left, right, child
