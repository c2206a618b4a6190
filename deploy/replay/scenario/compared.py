"""What is compared at the end, and with what."""

from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import Field, Tag

from deploy.replay.scenario.counts import Amount, RoundSize
from shared.programmes.strict import ItemId, Strict
from shared.programmes.tags import tagged_by_key
from shared.rounding import half_up


class OfCount(Strict):
    """The count itself."""

    count: Amount


class OfPart(Strict):
    """One count in percent of another."""

    percent: Amount
    of: Amount


class OfChange(Strict):
    """How much a count is above an earlier one, in percent of that."""

    change: Amount
    since: Amount


Scaled: TypeAlias = Annotated[
    Annotated[OfCount, Tag("<count>")]
    | Annotated[OfPart, Tag("<percent>")]
    | Annotated[OfChange, Tag("<change>")],
    tagged_by_key(
        {key: key for key in ("count", "percent", "change")},
        "expected one of count, percent, change",
    ),
]


class Compared(Strict):
    """A measure that is compared with what was published of it, or with `expected`.

    `scaled` is what it must be in a round of another size.
    """

    measure: ItemId
    expected: str | int | Decimal | None = None
    scaled: Scaled | None = Field(default=None)


def scaled_value(scaled: Scaled, size: RoundSize, decimals: int) -> Decimal:
    """What a figure is in a round of this size."""

    def number(amount: Amount) -> Decimal:
        return Decimal(size.of(amount))

    match scaled:
        case OfCount(count=count):
            exact = number(count)
        case OfPart(percent=part, of=whole):
            exact = 100 * number(part) / number(whole)
        case OfChange(change=now, since=before):
            exact = 100 * (number(now) - number(before)) / number(before)
    return half_up(exact, decimals)
