"""Every step of an application reaches its enterprise once, in its language."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from services.notify.consumers.phrased import SAID
from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import (
    KINDS,
    MUST_ARRIVE,
    PHRASED,
    AnyContent,
    DraftReminder,
    Facts,
    Receipt,
    Refusal,
)
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.outcome import Bounced, Delivered
from shared.contracts import KINDS as EVENTS
from shared.contracts.applications import EmptyItem
from shared.contracts.notices import RECEIPTS, NoticeDelivered
from shared.contracts.reviews import ApplicationAccepted, ApplicationNotAccepted
from shared.errors import Unavailable
from shared.programmes import Programme, Programmes
from shared.values import Bilingual
from tests.builders import NOON, a_standing
from tests.fakes.notify import an_application, an_item, not_accepted
from tests.unit.notify.house import LETTERS, PROGRAMMES
from tests.unit.notify.steps import (
    ADDRESSEE,
    DAYS,
    OF_REGISTER,
    SAID_OF,
    TO_HOLDER,
    House,
    an_event,
)

OK = Delivered("ok")
PRODUCT = an_application().product


def with_mail_for(*kinds: str) -> Programmes:
    known = PROGRAMMES.get("gd-hightech-product-jiangmen", "2019.1")
    changed: Programme = known.model_copy(update={"mailed": kinds})
    return Programmes([changed])


def a_letter(content: Receipt | Refusal | DraftReminder, language: Language) -> str:
    notice = Notice(
        id="n",
        cause="c",
        application=an_application(),
        content=content,
        happened_at=NOON,
        written_at=NOON,
        traceparent=None,
        next_try=None,
    )
    letter, html = LETTERS.write(notice, language), LETTERS.html(notice, language)
    assert letter.text.strip().splitlines()[0] in letter.text
    for line in (letter.subject, letter.text, html):
        assert "None" not in line
    return f"{letter.subject}\n{letter.text}"


@pytest.mark.parametrize("kind", SAID_OF)
async def test_one_event_is_one_letter_however_often_it_is_heard(kind: str) -> None:
    house = House(OK, OK)
    for _ in range(2):
        await house.hear(an_event(kind))
        await house.deliver()
    (notice,) = house.kept.notices
    assert notice.id == notice_id(notice.cause)
    assert notice.content.starts_clock_of == 0
    assert len(house.subjects) == 1


def test_everything_that_may_be_said_is_tried_here() -> None:
    assert {event.type for event in SAID} == SAID_OF.keys()


@pytest.mark.parametrize("kind", [k for k in SAID_OF if k.startswith("laurel.review")])
async def test_an_older_event_that_is_replayed_tells_nobody(kind: str) -> None:
    required = EVENTS[kind].model_fields["addressee"].is_required()
    if not required:
        house = House(OK)
        await house.hear(an_event(kind, addressee=None))
        assert house.kept.notices == ()


async def test_every_attendance_of_an_application_is_told_by_itself() -> None:
    kind, house = "laurel.activity.attended.v1", House(OK, OK)
    await house.hear(an_event(kind), 1)
    await house.hear(an_event(kind, attendance="x.2019.activities.training.1.a1"), 1)
    assert len(house.kept.notices) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["更正", "展示", "2019年7月1日", "登记有误"]),
        ("en", ["put right", "presented", "1 July 2019", "登记有误"]),
    ],
)
async def test_that_a_record_of_who_took_part_is_put_right_is_told_with_the_reason(
    language: Language, words: list[str]
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event("laurel.activity.attended.v1", reason="登记有误"))
    (notice,) = house.kept.notices
    assert notice.letter is not None
    whole = notice.letter.subject + notice.letter.text
    assert [each for each in words if each not in whole] == []


async def test_who_took_part_without_an_application_gets_no_letter() -> None:
    house = House(OK)
    nobody = dict.fromkeys(("application", "application_number", "addressee"))
    await house.hear(an_event("laurel.activity.attended.v1", **nobody))
    assert house.kept.notices == ()


async def test_a_recognition_is_given_and_named_with_its_number() -> None:
    house = House(OK)
    given = {"outcome_name": Bilingual(zh="认定", en="Recognised"), "listed": True, "entry": 2}
    await house.hear(an_event("laurel.review.outcome-explained.v1", **given))
    await house.deliver()
    (mail,) = house.mailer.got
    assert "“智能控制器”获得认定（名单第2号）。" in mail.letter.text
    assert mail.letter.subject.startswith("【公布：获得认定】")


async def test_nothing_is_said_of_a_sealed_decision() -> None:
    house = House(OK)
    hidden = dict.fromkeys(("verdict", "reason", "reason_text", "opinion"))
    event = an_event("laurel.review.stage-concluded.v1", outcome="sealed", **hidden)
    await house.hear(event)
    assert house.kept.notices == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind",
    [
        "laurel.review.stage-concluded.v1",
        "laurel.review.outcome-explained.v1",
        "laurel.review.removed-from-list.v1",
    ],
)
async def test_a_refusal_says_why_by_which_rules_and_what_may_follow(
    kind: str, language: Language
) -> None:
    event = an_event(kind)
    house = House(OK, language=language)
    await house.hear(event)
    (notice,) = house.kept.notices
    assert notice.content.kind in MUST_ARRIVE
    assert notice.letter is not None
    said: Any = event
    wanted = [said.reason_text.in_language(language), said.reason, "@2019.1"]
    wanted += [said.opinion] if "opinion" in SAID_OF[kind] else []
    wanted += ["申请复核" if language == "zh" else "ask Jiangmen Bureau of Science"]
    assert [words for words in wanted if words not in notice.letter.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(PHRASED))
def test_each_kind_has_its_phrases_in_both_languages(kind: str, language: Language) -> None:
    name = Bilingual(zh="某环节", en="Some stage")
    steps = ("stage", "then", "office", "outcome", "explanation", "reason_text")
    named = ("document", "into", "figures", "printed", "reads")
    names = (*steps, "held_on", "took_part_as", *named)
    of_document = {"document_number": "N-7", "venue": "somewhere"}
    more = {
        **of_document,
        "recognition": "N-1",
        "why": "w",
        "number": 7,
        "year": 2019,
        "until": NOON,
        "reason": "r",
        "opinion": "o",
        "rule_version": "v",
    }
    whole: dict[str, Any] = {**dict.fromkeys(names, name), **more}
    bare = {
        **whole,
        "then": None,
        "opinion": None,
        "took_part_as": None,
        "corrected": "c",
        "overdue": True,
    }
    for said in (whole, bare):
        content = TypeAdapter[Any](AnyContent).validate_python(
            {"kind": kind, "facts": Facts(at=NOON, **said)}
        )
        letter = a_letter(content, language)
        assert PRODUCT.in_language(language) in letter


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(OF_REGISTER))
async def test_what_an_office_does_with_a_recognition_must_arrive(
    kind: str, language: Language
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event(kind))
    (notice,) = house.kept.notices
    assert notice.content.kind in MUST_ARRIVE
    assert notice.content.about == OF_REGISTER[kind].get("about")
    assert notice.letter is not None
    said = (OF_REGISTER[kind].get(name) for name in ("facts", "evidence"))
    assert [words for words in said if words and words not in notice.letter.text] == []
    assert "JM-2019-000001" in notice.letter.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(TO_HOLDER))
async def test_what_becomes_of_a_certificate_is_told_under_the_number_of_the_application(
    kind: str, language: Language
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event(kind))
    (notice,) = house.kept.notices
    assert notice.letter is not None
    assert notice.content.kind in RECEIPTS
    wanted = ["JM-2019-000001"]
    wanted += ["GD-2020-00018"] if "certificate" in kind else ["2023"]
    assert [words for words in wanted if words not in notice.letter.text] == []


async def test_a_certificate_that_is_issued_anew_says_what_it_replaces() -> None:
    house = House(OK, OK)
    await house.hear(an_event("laurel.certificate.issued.v1", replaces="GD-2020-00001"), 1)
    await house.hear(an_event("laurel.certificate.issued.v1", edition=2), 2)
    instead, renamed = house.kept.notices
    assert {instead.content.kind, renamed.content.kind} == {"certificate_reissued"}
    assert instead.letter is not None
    assert renamed.letter is not None
    assert "取代已作废的 GD-2020-00001" in instead.letter.text
    assert "编号与有效期不变" in renamed.letter.text


async def test_who_never_applied_here_gets_no_letter_about_a_certificate() -> None:
    house = House()
    await house.hear(an_event("laurel.certificate.issued.v1", addressee=None))
    assert house.kept is None or house.kept.notices == ()


def test_receipts_need_not_arrive_and_everything_else_must() -> None:
    reminders = {"draft_advised", "call_closing", "submission_due", "figures_due"}
    assert {kind for kind in PHRASED if kind not in MUST_ARRIVE} == {*RECEIPTS, *reminders}
    assert KINDS.keys() > PHRASED


async def test_a_deemed_acceptance_is_not_called_a_review_that_passed() -> None:
    deemed = {"due_at": NOON, "explanation": DAYS, "items": (an_item(),)}
    house = House(OK)
    await house.hear(an_event("laurel.review.accepted.v1", by="statute", deemed=deemed))
    await house.deliver()
    (mail,) = house.mailer.got
    assert mail.letter.subject.startswith("【申报视为受理（材料不齐）】")
    assert "M05材料" in mail.letter.text
    assert "这不表示形式审查通过" in mail.letter.text


async def test_a_programme_decides_which_receipts_go_by_mail() -> None:
    house = House(OK, OK, programmes=with_mail_for("recommended"))
    await house.hear(an_event("laurel.review.accepted.v1"), 4)
    await house.hear(an_event("laurel.review.recommended.v1"), 5)
    await house.deliver()
    assert [subject.split("】")[0] for subject in house.subjects] == ["【申报已获推荐"]
    silent, mailed = house.kept.notices
    assert (silent.status, silent.channel, mailed.status) == ("inbox", "inbox", "delivered")
    assert silent.letter is not None


async def test_no_programme_can_keep_a_refusal_from_being_mailed() -> None:
    house = House(OK, programmes=with_mail_for())
    await house.hear(an_event("laurel.review.outcome-explained.v1"))
    await house.deliver()
    assert len(house.subjects) == 1


async def test_what_was_not_sent_is_dropped_by_a_withdrawal_and_the_withdrawal_is_told() -> None:
    house = House(OK, OK)
    await house.hear(an_event("laurel.review.accepted.v1"), 4)
    await house.hear(an_event("laurel.review.closed.v1"), 5)
    await house.deliver()
    assert house.subjects == ["【申报已撤回】JM-2019-000001"]
    assert [notice.moot_at is not None for notice in house.kept.notices] == [True, False]


async def test_no_end_of_the_case_makes_a_receipt_moot() -> None:
    house = House(OK, OK)
    await house.hear(an_event("laurel.application.submitted.v1"), 1)
    await house.hear(not_accepted(), 4)
    await house.deliver()
    assert [subject.split("】")[0] for subject in house.subjects] == [
        "【申报已收到",
        "【不予受理告知",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_objection_is_served_with_its_term_and_its_delivery_says_what_it_is_about(
    language: Language,
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event("laurel.review.objection-served.v1"))
    await house.deliver()
    (mail,) = house.mailer.got
    wanted = ("并非专利权人", "5 个工作日" if language == "zh" else "5 working days", "o-1")
    assert [words for words in wanted if words not in mail.letter.text] == []
    assert "并非专利权人" in mail.html
    (notice,) = house.kept.notices
    assert notice.content.kind in MUST_ARRIVE
    _, arrived = house.correspondences.published[-2:]
    assert isinstance(arrived, NoticeDelivered)
    assert (arrived.about, arrived.supplement_round) == ("o-1", 0)


CLOSING, DELETED, SUBMITTED = (
    "laurel.draft.call-closing.v1",
    "laurel.draft.deleted.v1",
    "laurel.application.submitted.v1",
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_draft_is_reminded_of_by_its_product_since_it_has_no_number(
    language: Language,
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event(CLOSING))
    await house.deliver()
    (mail,) = house.mailer.got
    assert ADDRESSEE.product.in_language(language) in mail.letter.subject
    assert "JM-" not in mail.letter.text
    (line,) = house.kept.notices
    assert line.application.number == ""


@pytest.mark.parametrize("over", [DELETED, SUBMITTED])
async def test_nobody_is_reminded_of_a_draft_that_is_submitted_or_gone(over: str) -> None:
    house = House(OK, OK)
    await house.hear(an_event(CLOSING), 1)
    await house.hear(an_event(over), 2)
    assert house.kept.notices[0].moot_at is not None
    assert house.kept.notices[0].next_try is None


async def test_a_reminder_that_is_heard_after_the_submission_is_moot() -> None:
    house = House(OK, OK)
    await house.hear(an_event(SUBMITTED), 1)
    await house.hear(an_event(CLOSING), 2)
    await house.deliver()
    assert [subject.split("】")[0] for subject in house.subjects] == ["【申报已收到"]


async def test_nobody_is_reminded_once_the_call_is_closed() -> None:
    house = House(OK)
    await house.hear(an_event(CLOSING))
    house.clock.at = NOON + timedelta(days=3)
    await house.deliver()
    assert house.subjects == []


async def test_a_receipt_that_bounces_waits_in_the_inbox_and_for_nobody() -> None:
    house = House(Bounced("550 gone", 550))
    await house.hear(an_event("laurel.review.accepted.v1"))
    await house.deliver()
    (notice,) = house.kept.notices
    assert notice.status == "escalated"
    assert notice.content.kind not in MUST_ARRIVE


async def test_rules_that_are_not_known_here_are_waited_for() -> None:
    house = House(OK)
    event = an_event("laurel.review.accepted.v1", standing=a_standing(programme_version="2031.1"))
    with pytest.raises(Unavailable):
        await house.hear(event)
    assert isinstance(event, ApplicationAccepted)
    assert isinstance(not_accepted(), ApplicationNotAccepted)


EMPTY = (EmptyItem(requirement="M07", name=Bilingual(zh="检验报告", en="Test report")),)


@pytest.mark.parametrize(
    ("facts", "language", "title", "said"),
    [
        (
            {"at_end_of_term": True, "empty": EMPTY},
            "zh",
            "补正材料按现状视为提交（仍有缺项）",
            ("已上传而未提交的补正材料，按现状视为提交", "仍缺：M07 检验报告。"),
        ),
        (
            {"at_end_of_term": True, "empty": EMPTY},
            "en",
            "Your supplement was taken as it stood, incomplete",
            ("was taken as it stood", "Still missing: M07 Test report."),
        ),
        ({"empty": EMPTY}, "zh", "补正材料已收到（仍有缺项）", ("仍缺：M07 检验报告。",)),
        ({"at_end_of_term": True}, "zh", "补正材料按现状视为提交", ("将继续形式审查。",)),
        ({}, "en", "Your supplement was received", ("Formal review goes on.",)),
    ],
)
def test_the_receipt_of_a_supplement_says_how_it_was_taken_and_what_it_lacks(
    facts: dict[str, Any], language: Language, title: str, said: tuple[str, ...]
) -> None:
    letter = a_letter(Receipt(kind="supplemented", facts=Facts(at=NOON, **facts)), language)
    assert title in letter.splitlines()[0]
    assert all(part in letter for part in said)
    assert ("仍缺" in letter or "Still missing" in letter) == ("empty" in facts)


async def test_what_the_event_tells_of_a_supplement_is_in_its_receipt() -> None:
    house = House(OK)
    kind = "laurel.application.supplemented.v1"
    update = {"at_end_of_term": True, "empty": EMPTY}
    await house.hear(an_event(kind).model_copy(update=update))
    (notice,) = house.kept.notices
    assert isinstance(notice.content, Receipt)
    assert (notice.content.facts.at_end_of_term, notice.content.facts.empty) == (True, EMPTY)
