"""Keeps small numbers back, and as many other rows as it takes that no subtraction shows them."""

from collections.abc import Mapping, Sequence

SMALLEST_SHOWN = 5

Row = Sequence[int]


def hidden_rows(table: Mapping[str, Row]) -> frozenset[str]:
    """The rows to keep back when the sum of every column is published.

    A row with a number from 1 to 4 is hidden as a whole. Then rows join it, those with something
    to hide among first and the smallest of these, until more than one table fits what is shown.
    """
    hidden = {name for name, row in table.items() if any(0 < n < SMALLEST_SHOWN for n in row)}
    if not hidden:
        return frozenset()
    others = sorted(
        (name for name in table if name not in hidden),
        key=lambda name: (not any(table[name]), tuple(table[name]), name),
    )
    for name in others:
        if _ambiguous([table[h] for h in hidden]):
            break
        hidden.add(name)
    return frozenset(hidden)


def _ambiguous(rows: Sequence[Row]) -> bool:
    """Whether the sums leave the numbers of the hidden rows open.

    One row is its sum. Where a column has small numbers to hide, two rows must share its sum, and
    a sum that is small itself would tell of so few, one that equals their number that each is one.
    """
    if len(rows) < 2:
        return False
    for column in zip(*rows, strict=True):
        counted, total = sum(1 for n in column if n), sum(column)
        small = any(0 < n < SMALLEST_SHOWN for n in column)
        if small and (counted < 2 or total < SMALLEST_SHOWN or total == counted):
            return False
    return True
