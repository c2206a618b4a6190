"""What is served on an enterprise never tells who objects."""

import pytest

from services.review.domain.lists.objection import Objector

OBJECTOR = Objector(
    kind="person",
    name="陈志强",
    phone="0750-3123456",
    employer_or_contact="江门某某机电有限公司",
    signature_or_seal="陈志强",
)


@pytest.mark.parametrize(
    "facts",
    [
        "该产品并非申报单位所有。陈志强",
        "请致电 07503123456 核实。",
        "请致电（0750）3123456 核实。",
        "请致电０７５０－３１２３４５６核实。",
        "本人供职于江门某某机电有限公司，亲眼所见。",
    ],
)
def test_facts_that_name_the_objector_are_noticed(facts: str) -> None:
    assert OBJECTOR.named_in(facts)


@pytest.mark.parametrize(
    "facts", ["该产品并非申报单位所有。", "专利号 ZL201910312345.6 已转让。", "2019-07-31 已停产。"]
)
def test_other_facts_are_served_as_they_are(facts: str) -> None:
    assert not OBJECTOR.named_in(facts)


@pytest.mark.parametrize("phone", ["0750-3123456转8001", "0750-3123456-8001", "(0750)3123456 #8"])
@pytest.mark.parametrize(
    "said", ["07503123456", "0750-3123456转8001", "０７５０－３１２３４５６ ext. 8001"]
)
def test_a_number_is_noticed_without_its_extension(phone: str, said: str) -> None:
    assert OBJECTOR.model_copy(update={"phone": phone}).named_in(f"请致电{said}核实。")


def test_a_name_of_one_letter_is_found_in_nothing() -> None:
    assert not OBJECTOR.model_copy(update={"name": "A", "signature_or_seal": "A"}).named_in("An A")
