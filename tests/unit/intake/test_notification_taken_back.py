"""Nothing is asked for any more once the office has taken its notification back."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from services.intake.api.schemas.supplement import SupplementView
from services.intake.consumers.table import HEARD
from services.intake.domain.application import Application
from services.intake.domain.carrying import waiting
from services.intake.domain.hearing import ask
from services.intake.domain.material import Material
from services.intake.domain.news import News
from services.intake.domain.next_step import next_step
from services.intake.domain.refusals import SupplementNotAsked
from services.intake.domain.staging import staged_items
from services.intake.domain.supplementing import expected_supplement, hand_in, send, taken_from
from services.intake.store.application_document import to_application, to_document
from shared.contracts.applications import SupplementStaged
from shared.contracts.base import Addressee
from shared.contracts.reviews import MaterialsMissing, MissingItem, NotificationTakenBack
from shared.messaging.incoming import Incoming
from shared.values import Bilingual
from tests.builders import NOON, a_standing
from tests.fakes.notify import materials_missing
from tests.unit.intake.applications import DUE, PROGRAMME, a_material, asked, item
from tests.unit.intake.test_supplement import REQUEST

TEXT = Bilingual(zh="某", en="Some")


def taken_back(application: Application, **facts: object) -> Application:
    event = NotificationTakenBack(
        application=application.id,
        number="JM-2019-000001",
        stage="formal_review",
        supplement_round=1,
        reason="误要求补正",
        by="association-1",
        addressee=Addressee(uscc="u", enterprise=TEXT, product=TEXT, programme_name=TEXT),
        at=NOON,
        standing=a_standing(),
    ).model_copy(update=facts)
    seq = 7 + 2 * event.supplement_round
    incoming = Incoming(event, "reviews.v1", application.id, seq, f"review/a1/{seq}", NOON, None)
    news = HEARD[NotificationTakenBack](incoming)
    assert news is not None
    after = news.heard_by(application)
    assert to_application(after.id, to_document(after), after.path) == after
    return after


@pytest.mark.parametrize("before", [asked(item("M05")), asked(item("M05"), due_at=DUE)])
def test_it_is_the_turn_of_the_office_and_no_time_runs(before: Application) -> None:
    after = taken_back(before)
    step = next_step(after, PROGRAMME, NOON)
    assert (step.actor, step.due_at, after.awaited_supplement) == ("association", None, None)
    assert after.timeline[-1].text.zh.endswith("理由：误要求补正")
    with pytest.raises(SupplementNotAsked, match="taken the notification back"):
        expected_supplement(after, NOON)
    assert taken_from(after) is None
    view = SupplementView.of(after, after.supplements[-1], NOON)
    assert (view.empty, view.demands, view.due_at) == ((), (), None)
    assert "撤回" in view.next_step.zh


def test_another_notification_asks_anew() -> None:
    after = ask(taken_back(asked(item("M05"))), 2, (item("M07"),), NOON)
    assert after.awaited_supplement is not None
    assert after.awaited_supplement.number == 2
    assert next_step(after, PROGRAMME, NOON).actor == "enterprise"


def begun(*came: Material, answers: Mapping[str, object] = MappingProxyType({})) -> Application:
    """Something is handed in, and the notification is taken back before review hears of it."""
    application = asked(item("M05"), item("M04"), due_at=DUE)
    materials = came or (a_material("M05"),)
    handed = hand_in(application, PROGRAMME, materials=materials, answers=answers, at=NOON)
    return taken_back(handed)


def missing(requirement: str) -> MissingItem:
    return MissingItem(
        requirement=requirement,
        name=TEXT,
        clause="3.1",
        reason="missing",
        reason_text=TEXT,
        acceptable=TEXT,
        alternatives=(),
    )


def notified_anew(application: Application, *requirements: str) -> tuple[Application, News]:
    update = {"supplement_round": 2, "items": tuple(map(missing, requirements)), "demands": ()}
    event = materials_missing(application.id).model_copy(update=update)
    incoming = Incoming(event, "reviews.v1", application.id, 10, "review/a1/10", NOON, None)
    news = HEARD[MaterialsMissing](incoming)
    assert news is not None
    after = news.heard_by(application)
    assert to_application(after.id, to_document(after), after.path) == after
    return after, news


def test_what_was_handed_in_is_kept_and_the_timeline_says_so() -> None:
    application = begun()
    text = application.timeline[-1].text
    assert "M05 M05.pdf" in text.zh
    assert "予以保留" in text.zh
    assert "is kept (M05 M05.pdf)" in text.en
    assert staged_items(application) == ()


def test_what_is_asked_for_anew_goes_on_from_there_and_review_is_told() -> None:
    after, news = notified_anew(begun(), "M05", "M04")
    assert staged_items(after) == ("M05",)
    view = SupplementView.of(after, after.supplements[-1], NOON)
    assert [each.requirement for each in view.staged.materials] == ["M05"]
    assert [each.requirement for each in view.empty] == ["M04"]
    assert "已转入本次补正，尚未提交：M05 M05.pdf。" in after.timeline[-1].text.zh
    assert news.event is not None
    told = news.event(after)
    assert isinstance(told, SupplementStaged)
    assert (told.supplement_round, told.anything) == (2, True)
    sent = send(after, PROGRAMME, at=NOON, request=REQUEST, as_it_stands=True)
    assert sent.supplements[-1].received_items == ("M05",)


def test_what_is_not_asked_for_anew_is_named() -> None:
    after, news = notified_anew(begun(a_material("M05"), a_material("M04")), "M05")
    assert staged_items(after) == ("M05",)
    assert "本次不再要求、未转入：M04 M04.pdf。" in after.timeline[-1].text.zh
    assert "not taken over: M04 M04.pdf." in after.timeline[-1].text.en
    assert news.heard_by(after) is after


def test_where_nothing_fits_nothing_is_staged_and_the_next_one_may_still_take_it() -> None:
    after, news = notified_anew(begun(), "M07")
    assert staged_items(after) == ()
    assert news.event is not None
    assert news.event(after) is None
    assert "未转入：M05 M05.pdf。" in after.timeline[-1].text.zh
    assert waiting(after) is not None


def test_a_notification_with_nothing_handed_in_says_nothing_of_it() -> None:
    after, news = notified_anew(taken_back(asked(item("M05"), due_at=DUE)), "M05")
    assert after.timeline[-1].text.zh == "形式审查发现1项材料需要补正，已一次性告知。"
    assert news.event is not None
    assert news.event(after) is None


def sent_and_asked_anew() -> Application:
    """The supplement was sent before the taking back was heard, and its office asks anew."""
    application = asked(item("M05"), due_at=DUE)
    handed = hand_in(application, PROGRAMME, materials=(a_material("M05"),), answers={}, at=NOON)
    sent = send(handed, PROGRAMME, at=NOON, request=REQUEST)
    return notified_anew(taken_back(sent), "M05")[0]


def test_what_was_sent_for_one_that_is_taken_back_is_said_to_be_reviewed_beside_the_next() -> None:
    text = sent_and_asked_anew().timeline[-1].text
    assert "您对第 1 次补正通知的补正（M05）已收到，一并审查" in text.zh
    assert "Your supplement for notice 1 (M05) was received" in text.en


def test_once_that_has_everything_nothing_is_asked_for_and_the_timeline_says_why() -> None:
    after = taken_back(sent_and_asked_anew(), supplement_round=2, answered_by=1, by="supplement")
    assert after.awaited_supplement is None
    text = after.timeline[-1].text
    assert text.zh.startswith("您对第 1 次补正通知的补正系按时到达，材料已齐全")
    assert "理由" not in text.zh
    with pytest.raises(SupplementNotAsked):
        expected_supplement(after, NOON)
