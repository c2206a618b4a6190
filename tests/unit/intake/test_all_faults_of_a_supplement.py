"""All that is wrong with a supplement is told at once, and nothing of it is kept."""

from dataclasses import replace
from typing import Any, cast

import pytest

from services.intake.domain.fields import LONGEST_ANSWER
from services.intake.domain.received_file import ReceivedFile
from services.intake.ports import Found
from services.intake.usecases.hand_in_supplement import HandInSupplement
from shared.errors import FieldError, Rejected
from shared.together import Together
from tests.unit.intake.applications import NOON, PROGRAMMES, asked, item
from tests.unit.intake.files import EXE, pdf
from tests.unit.intake.test_check_files import here, received

NOTHING: Any = None
"""Stores that are not asked, since nothing of what is refused is kept."""

TOO_LONG = "x" * (LONGEST_ANSWER + 1)
BAD, GOOD = received("M05", "bad.pdf", EXE), received("M07", "good.pdf", pdf())
INSTEAD_OF_NONE = replace(received("M05", "a.pdf", pdf()), target="none")
FOREIGN = received("M01", "x.pdf", EXE)
NO_JSON = Rejected(
    "no", (FieldError("answers", "is no JSON", "不是 JSON"),), code="invalid-request"
)


async def refusal(
    files: list[ReceivedFile], answers: dict[str, object], *before: Rejected
) -> Rejected:
    found = Found(asked(item("M05"), item("M07"), item("M04")), 1, None)
    together = Together()
    for one in before:
        with together:
            raise one
    with pytest.raises(Rejected) as refused:
        await HandInSupplement(NOTHING, NOTHING, PROGRAMMES, cast("Any", here))(
            found, files, answers, NOON, together=together
        )
    return refused.value


@pytest.mark.parametrize(
    ("files", "answers", "before", "named"),
    [
        ([BAD], {"M04": TOO_LONG}, [], ["answers.M04", "M05"]),
        ([BAD, GOOD], {"M04": TOO_LONG}, [], ["answers.M04", "M05"]),
        ([BAD, GOOD], {}, [NO_JSON], ["answers", "M05"]),
        (
            [FOREIGN, BAD],
            {"regulated": True, "M04": TOO_LONG},
            [],
            ["regulated", "answers.M04", "M01", "M05"],
        ),
        ([INSTEAD_OF_NONE, FOREIGN, GOOD], {}, [], ["M05/none", "M01"]),
    ],
)
async def test_refused_files_and_wrong_answers_are_told_at_once_whatever_else_is_good(
    files: list[ReceivedFile],
    answers: dict[str, object],
    before: list[Rejected],
    named: list[str],
) -> None:
    told = await refusal(files, answers, *before)
    assert [fault.field for fault in told.errors] == named
    assert told.code == "invalid-request"
    assert "`errors`" in (told.zh or "")


async def test_a_single_fault_keeps_its_own_name() -> None:
    assert (await refusal([BAD], {})).code == "disguised-file"
    assert (await refusal([FOREIGN], {})).code == "supplement-item-not-asked"
    assert await refusal([GOOD], {}, NO_JSON) is NO_JSON
