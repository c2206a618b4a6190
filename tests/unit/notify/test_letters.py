"""A letter says everything that the enterprise needs, in its own language."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from re import match, search, sub
from typing import Any

import pytest
from jinja2 import TemplateNotFound

from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import KINDS, Facts, Receipt
from services.notify.domain.missing import Missing
from services.notify.domain.notice import Notice
from services.notify.senders import letters
from services.notify.senders.letters import TemplateLetters, deadline
from shared.contracts.reviews import JudgedFile, MissingDemand
from shared.values import Bilingual
from tests.builders import NOON
from tests.fakes.notify import (
    DUE,
    FIRST,
    a_clock,
    a_notice,
    an_application,
    an_item,
    asking,
    refusing,
    reminding,
    some_terms,
    taking_back,
    two_items,
)

LETTERS = TemplateLetters("https://portal.example/")
DATES = {"zh": "2019年7月8日（星期一）24:00前", "en": "midnight at the end of Monday 8 July 2019"}


PLACE = Bilingual(zh="某环节", en="Some stage")
A_SECOND = timedelta(seconds=1)
EITHER = Missing(
    items=tuple(map(an_item, ("M05", "M07", "M08", "M09"))),
    demands=(
        MissingDemand(branches=(("M05",),)),
        MissingDemand(branches=(("M07", "M08"), ("M09",))),
        MissingDemand(branches=(("M05",), ("M07",), ("M09",)), choose=2),
    ),
)


def parts(language: Language, missing: Missing | None = None, **facts: object) -> tuple[str, str]:
    return both(a_notice(content=asking(missing, **facts)), language)


def both(notice: Notice, language: Language) -> tuple[str, str]:
    html = sub(r"<[^>]*>", "", unescape(LETTERS.html(notice, language)))
    return LETTERS.write(notice, language).text, html


def refused(**facts: object) -> Notice:
    missing = two_items() if facts.get("missed", 1) else Missing()
    return a_notice(content=refusing(missing, **facts), happened_at=DUE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_parts_name_every_item_with_clause_reason_and_what_will_do(
    language: Language,
) -> None:
    for text in parts(language):
        for item in two_items().items:
            for said in (item.name, item.reason_text, item.acceptable):
                assert said.in_language(language) in text
            assert item.requirement in text
            assert item.clause in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_parts_tell_due_date_how_it_was_computed_and_where_to_send(
    language: Language,
) -> None:
    application = an_application()
    for text in parts(language):
        assert DATES[language] in text
        assert some_terms().explanation.in_language(language) in text
        assert "https://portal.example/applications/a1" in text
        assert application.number in text
        assert application.product.in_language(language) in text
        assert application.enterprise.in_language(language) in text


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "贵单位申报时所用的平台"), ("en", "the portal that you applied through")],
)
def test_without_a_portal_letters_have_no_link_and_say_where_to_go(
    language: Language, said: str
) -> None:
    nowhere = TemplateLetters(None)
    for_something = (a_notice(), a_notice(content=reminding(), written_at=FIRST))
    for notice in (*for_something, refused(), a_notice(content=taking_back())):
        text, html = nowhere.write(notice, language).text, nowhere.html(notice, language)
        assert "applications/" not in text + html
        assert "<a " not in html
        assert "None" not in text + html
        assert (said in text, said in html) == (notice in for_something,) * 2
        assert said not in LETTERS.write(notice, language).text + LETTERS.html(notice, language)
        assert "<a " in LETTERS.html(notice, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            (
                "1. M05 M05材料",
                "2. 以下 2 种方式任选其一",
                "(1) 一并提交 M07、M08",
                "(2) M09 M09材料",
                "3. 以下 3 种方式任选 2 种",
                "(1) M05 M05材料",
                "(2) M07 M07材料",
                "(3) M09 M09材料",
            ),
        ),
        (
            "en",
            (
                "1. M05 Material M05",
                "2. One of these 2 will do",
                "(1) M07 and M08 together",
                "(2) M09 Material M09",
                "3. Of these 3, 2 are needed",
                "(1) M05 Material M05",
                "(2) M07 Material M07",
                "(3) M09 Material M09",
            ),
        ),
    ],
)
def test_a_choice_is_one_entry_that_says_how_much_of_it_is_needed(
    language: Language, said: tuple[str, ...]
) -> None:
    for text in parts(language, EITHER):
        numbered = [line.strip("：: ") for line in text.splitlines() if match(r" *\(?\d[.)]", line)]
        assert tuple(numbered) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            (
                "1. 以下 3 种方式任选 2 种",
                "(1) M05 M05材料",
                "(2) 以下 2 种方式任选其一",
                "– M07 M07材料",
                "– 一并提交 M08、M06",
                "(3) M09 M09材料",
            ),
        ),
        (
            "en",
            (
                "1. Of these 3, 2 are needed",
                "(1) M05 Material M05",
                "(2) One of these 2 will do",
                "– M07 Material M07",
                "– M08 and M06 together",
                "(3) M09 Material M09",
            ),
        ),
    ],
)
def test_a_choice_within_a_choice_says_what_suffices(
    language: Language, said: tuple[str, ...]
) -> None:
    nested = MissingDemand(
        branches=(("M05",), ("M07", "M08", "M06"), ("M09",)),
        choose=2,
        ways=((("M05",),), (("M07",), ("M08", "M06")), (("M09",),)),
    )
    items = tuple(map(an_item, ("M05", "M06", "M07", "M08", "M09")))
    for text in parts(language, Missing(items=items, demands=(nested,))):
        marked = r" *(\d\.|\(\d\)|–)"
        found = [line.strip("：: ") for line in text.splitlines() if match(marked, line)]
        assert tuple(found) == said


def test_each_way_of_a_choice_has_clause_reason_and_what_will_do() -> None:
    for text in parts("en", EITHER):
        assert text.count("M08 not provided") == 1
        assert text.count("M07 not provided") == 2
        assert text.count("A valid M09") == 2


CJK = r"[\u3400-\u9fff]"


def clauses(*requirements: str) -> Missing:
    clause = Bilingual(zh="申报材料第1项", en="Application materials, item 1")
    items = tuple(
        an_item(one, clause="申报材料第1项 / Application materials, item 1", clause_text=clause)
        for one in requirements
    )
    return Missing(items=items, demands=EITHER.demands)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asking_for", [asking, reminding, refusing])
def test_a_letter_is_in_one_language_alone(
    asking_for: Callable[[Missing], Any], language: Language
) -> None:
    content = asking_for(clauses("M05", "M07", "M08", "M09"))
    for text in both(a_notice(content=content, written_at=FIRST), language):
        assert ("申报材料第1项" in text) == (language == "zh")
        assert ("Application materials, item 1" in text) == (language == "en")
        assert language == "zh" or search(CJK, text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_for_where_nothing_can_be_sent_any_more(language: Language) -> None:
    facts = Facts(at=NOON, deemed=True, missing=EITHER, stage=PLACE, office=PLACE, until=NOON)
    deemed = Receipt(kind="accepted", facts=facts)
    for notice in (a_notice(content=refusing(EITHER)), a_notice(content=deemed)):
        for text in both(notice, language):
            asking_words = ("请提交", "任选", "一并提交", "will do", "are needed")
            assert [words for words in asking_words if words in text] == []
            assert ("应提交" if language == "zh" else "What was needed") in text


def test_an_older_demand_tells_a_choice_by_the_alternatives_of_its_items() -> None:
    items = tuple(an_item(i, alternatives=("M07", "M08", "M09")) for i in ("M07", "M08"))
    notice = a_notice(content=asking(Missing(items=items)))
    letter = LETTERS.write(notice, "en")
    assert letter.subject == "JM-2019-000001: 1 item is missing from your application"
    assert "1. One of these 3 will do:\n   (1) M07 Material M07\n" in letter.text
    assert "\n   (3) M09\n" in letter.text


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({"start": "inclusive"}, "送达当日计入", "the day of delivery is included"),
        ({"start": "exclusive"}, "送达当日不计入", "the day of delivery is not included"),
        ({"kind": "natural", "days": 7}, "7 个自然日", "7 natural days"),
        ({"days": 1}, "1 个工作日", "1 working day from"),
    ],
)
def test_the_terms_are_told_as_the_programme_counts(
    facts: dict[str, object], zh: str, en: str
) -> None:
    for text in parts("zh", terms=some_terms(**facts)):
        assert zh in text
    for text in parts("en", terms=some_terms(**facts)):
        assert en in text


def test_the_subject_carries_the_number_and_how_much_is_missing() -> None:
    two, one = a_notice(), a_notice(content=asking(Missing(items=(an_item(),))))
    four = a_notice(content=asking(EITHER))
    assert LETTERS.write(four, "zh").subject == "【补正通知】JM-2019-000001：有 4 项材料请您补正"
    assert LETTERS.write(two, "zh").subject == "【补正通知】JM-2019-000001：有 2 项材料请您补正"
    assert LETTERS.write(two, "en").subject == (
        "JM-2019-000001: 2 items are missing from your application"
    )
    assert LETTERS.write(one, "en").subject == (
        "JM-2019-000001: 1 item is missing from your application"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "自 2019年7月5日（星期五）起还有 3 天"), ("en", "3 days from Friday 5 July 2019")],
)
def test_a_reminder_tells_what_is_missing_by_when_why_then_and_how_long_there_is(
    language: Language, said: str
) -> None:
    clock = a_clock()
    notice = a_notice(content=reminding(EITHER, clock), written_at=FIRST)
    letter = LETTERS.write(notice, language)
    html = sub(r"<[^>]*>", "", unescape(LETTERS.html(notice, language)))
    assert DATES[language] in letter.subject
    for text in (letter.text, html):
        assert DATES[language] in text
        assert clock.explanation.in_language(language) in text
        assert said in text
        for item in EITHER.items:
            assert item.name.in_language(language) in text


def test_on_the_last_day_a_reminder_says_so() -> None:
    notice = a_notice(content=reminding(), written_at=DUE - A_SECOND)
    assert "2019年7月8日（星期一）即为最后一日" in LETTERS.write(notice, "zh").text
    assert "Monday 8 July 2019 is the last day" in LETTERS.write(notice, "en").text


def test_a_subject_stays_one_line_whatever_the_number_holds() -> None:
    notice = a_notice(application=an_application(number="JM\r\nBcc: x@example.cn"))
    assert LETTERS.write(notice, "zh").subject.split("：")[0] == "【补正通知】JM Bcc: x@example.cn"


def test_what_enterprises_write_is_escaped_in_html_and_untouched_in_plain_text() -> None:
    product = Bilingual(zh='<script>"a"&b', en="<i>")
    notice = a_notice(application=an_application(product=product))
    html = LETTERS.html(notice, "zh")
    assert "<script>" not in html
    assert "&lt;script&gt;&#34;a&#34;&amp;b" in html
    assert '<script>"a"&b' in LETTERS.write(notice, "zh").text


def test_an_end_within_a_day_is_told_by_the_minute() -> None:
    at = datetime(2019, 7, 8, 9, 30, tzinfo=UTC)
    assert deadline(at, "zh") == "2019年7月8日（星期一）17:30前（北京时间）"
    assert deadline(at, "en") == "17:30 on Monday 8 July 2019 (Beijing time)"


def test_a_kind_without_its_templates_is_found_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "KINDS", {**KINDS, "receipt": ""})
    with pytest.raises(TemplateNotFound, match="receipt"):
        TemplateLetters(None)


def judged(name: str, *, refused: bool, note: str | None = None) -> JudgedFile:
    reason = Bilingual(zh="未加盖公章", en="The seal is not on it.") if refused else None
    facts = {"id": name, "filename": name, "sha256": "0" * 64, "refused": refused}
    return JudgedFile.model_validate({**facts, "reason_text": reason, "note": note})


def with_files(*files: JudgedFile) -> Missing:
    item = an_item("M05").model_copy(update={"files": files, "note": "请逐份核对。\n以原件为准。"})
    return Missing(items=(item, an_item("M07")))


@pytest.mark.parametrize(
    ("language", "refusal", "kept", "stays"),
    [
        ("zh", "退回的文件：b.pdf（未加盖公章）", "未退回的文件：a.pdf、c.pdf", "未退回的文件保留"),
        (
            "en",
            "Refused file: b.pdf (The seal is not on it.)",
            "Not refused: a.pdf, c.pdf",
            "those that are not refused stay",
        ),
    ],
)
def test_it_names_the_refused_files_with_why_and_note_and_those_that_stay(
    language: Language, refusal: str, kept: str, stays: str
) -> None:
    files = (
        judged("a.pdf", refused=False),
        judged("b.pdf", refused=True, note="Page 3 & seal"),
        judged("c.pdf", refused=False),
    )
    text, html = parts(language, with_files(*files))
    assert refusal in text
    assert kept in text
    for each in (text, html):
        assert stays in each
        for said in ("Page 3 & seal", "请逐份核对。", "以原件为准。", "b.pdf", "a.pdf"):
            assert said in each
    page = LETTERS.html(a_notice(content=asking(with_files(*files))), language)
    assert "Page 3 &amp; seal" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_stays_nobody_is_told_that_something_does(language: Language) -> None:
    for text in parts(language, with_files(judged("b.pdf", refused=True))):
        assert "b.pdf" in text
        assert ("保留" if language == "zh" else "refused stay") not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_round_is_called_a_session_where_its_programme_counts_them(language: Language) -> None:
    notice = a_notice()
    year = {"zh": f"{notice.application.round} 年度", "en": f"round {notice.application.round}"}
    counted = TemplateLetters(None, lambda _: 23).write(notice, language).text
    assert {"zh": "第 23 届", "en": "session 23"}[language] in counted
    assert year[language] not in counted
    assert year[language] in TemplateLetters(None).write(notice, language).text
