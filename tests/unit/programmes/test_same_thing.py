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


def test_what_a_number_is_may_stand_before_it_and_several_be_told_in_a_row() -> None:
    both = ["number/patent/2021100000011", "number/patent/2"]
    for answer in (
        "专利号：ＺＬ２０２１１００００００１．１、ZL2",
        "发明专利号 ZL 2021 1 0000001.1 和 ZL2",
        "ZL 2021 1 0000001.1 ZL 2",
        "ＺＬ 2021 1 0000001.1　ＺＬ2",
        "Patent No.: 202110000001.1; 专利ZL2。",
    ):
        assert keys(patent=answer) == both
    assert keys(patent="粤械注准2") != keys(patent="苏械注准2")
