"""What tells that two applications are for the same thing."""

from typing import Any

import pytest

from shared.programmes.same_thing import SameThing, things_of

BY_BOTH = SameThing.model_validate(
    {
        "known_by": (
            {"kind": "product"},
            {"kind": "number", "of": "patent", "answer": "patent"},
        ),
        "reason": "duplicate",
    }
)


def keys(product: str = "", **answers: Any) -> list[str]:
    found = things_of(BY_BOTH, applicant="X", product=product, answers=answers)
    return [thing.key for thing in found]


@pytest.mark.parametrize(
    "written", ["智能控制器A", "智能 控制器－ａ", "《智能控制器》（A）", "智能控制器a。"]
)
def test_how_a_product_is_written_does_not_count(written: str) -> None:
    assert keys(written) == ["product/X/智能控制器a"]


@pytest.mark.parametrize(
    "written",
    ["ZL201810123456.7", "ZL 2018 1 0123456.7", "ＣＮ２０１８１０１２３４５６７", "2018101234567"],
)
def test_how_the_number_of_a_patent_is_written_does_not_count(written: str) -> None:
    assert keys(patent=written) == ["number/patent/2018101234567"]


def test_of_several_numbers_each_counts_once_and_what_is_none_does_not() -> None:
    assert keys(patent="ZL1；ZL2、zl 1\n无, -") == ["number/patent/1", "number/patent/2"]
    assert keys(patent=None) == keys(patent=7) == keys("——") == []
    assert things_of(None, applicant="X", product="a", answers={}) == ()
