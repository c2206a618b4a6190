"""Of a choice it is told how much suffices, and of what is needed nothing of the kind."""

from shared.programmes.choosing import Choice, what_suffices
from shared.values import Bilingual


def test_of_three_that_do_each_is_told_that_one_suffices() -> None:
    said = what_suffices([Choice((("M07",), ("M08",), ("M09",)), 1), Choice((("M01",),), 1)])
    words = Bilingual(zh="M07、M08、M09 任选其一即可", en="one of these suffices: M07, M08, M09")
    assert said == dict.fromkeys(("M07", "M08", "M09"), words)


def test_what_is_needed_together_is_told_so() -> None:
    said = what_suffices([Choice((("a",), ("b", "c"), ("d",)), 2)])
    assert said["c"].en == "2 of these suffice: a, (b and c), d"
    assert said["c"].zh == "a、(b和c)、d 任选 2 项即可"


def test_a_choice_within_a_choice_is_told_by_its_ways() -> None:
    said = what_suffices(
        [Choice((("a", "b"), ("c",), ("d",)), 2, ((("a",), ("b",)), (("c",),), (("d",),)))]
    )
    assert said["d"].en == "2 of these suffice: (a or b), c, d"


def test_what_is_needed_anyway_is_no_choice() -> None:
    said = what_suffices([Choice((("a",), ("b",)), 1), Choice((("a",),), 1)])
    assert set(said) == {"b"}
