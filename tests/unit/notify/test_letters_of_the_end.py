"""A letter about the end of a case says why, who decided, by which rules, and what comes next."""

import pytest

from services.notify.domain.contact import Language
from tests.builders import NOON
from tests.fakes.notify import DUE, a_non_acceptance, a_notice, taking_back, two_items
from tests.unit.notify.test_letters import A_SECOND, DATES, LETTERS, both, refused


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_non_acceptance_tells_reason_what_was_missing_until_when_and_by_which_rules(
    language: Language,
) -> None:
    notice, end = refused(), a_non_acceptance()
    assert end.missed is not None
    assert end.office is not None
    for text in both(notice, language):
        assert end.reason_text.in_language(language) in text
        assert DATES[language] in text
        assert end.missed.explanation.in_language(language) in text
        for item in two_items().items:
            assert item.name.in_language(language) in text
        assert end.rule_version in text
        assert end.office.in_language(language) in text
        assert notice.application.number in text
    assert "24:00" not in LETTERS.write(notice, language).subject


@pytest.mark.parametrize(
    ("language", "clock", "officer"),
    [
        ("zh", "由系统依规则自动办结", "由形式审查人员于 2019年7月9日（星期二）决定"),
        ("en", "the clock ended the application by itself", "officer of formal review, on Tuesday"),
    ],
)
def test_a_non_acceptance_says_whether_an_officer_or_the_clock_decided(
    language: Language, clock: str, officer: str
) -> None:
    for text in both(refused(), language):
        assert (clock in text, officer in text) == (True, False)
    for text in both(refused(missed=None), language):
        assert (clock in text, officer in text) == (False, True)
        assert "M05" not in text


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "重新申报"), ("en", "you may apply anew by")]
)
def test_a_new_application_is_offered_only_while_the_call_is_open_when_the_notice_is_written(
    language: Language, said: str
) -> None:
    for until, offered in ((None, False), (NOON, False), (NOON + A_SECOND, True)):
        for text in both(refused(apply_until=until), language):
            assert (said in text) == offered


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("2019年7月8日（星期一）23:59:59（北京时间）收到", "告知不再有效")),
        ("en", ("23:59:59 on Monday 8 July 2019 (Beijing time)", "no longer holds")),
    ],
)
def test_what_takes_a_non_acceptance_back_says_so_and_when_the_supplement_had_come(
    language: Language, said: tuple[str, ...]
) -> None:
    notice = a_notice(content=taking_back(DUE - A_SECOND))
    for text in both(notice, language):
        for words in said:
            assert words in text
        assert notice.application.number in text
