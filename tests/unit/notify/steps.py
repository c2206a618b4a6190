"""Every event that notify tells of, and an enterprise that hears of it."""

from datetime import timedelta
from typing import Any

from services.notify.consumers.table import handlers
from services.notify.domain.contact import Language
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.outcome import Outcome
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.withdraw_due_date import WithdrawDueDate
from shared.contracts import KINDS as EVENTS
from shared.contracts.base import Addressee, Event
from shared.messaging.incoming import Incoming
from shared.programmes import Programmes
from shared.values import Bilingual
from tests.builders import NOON, a_standing
from tests.fakes.notify import USCC, a_contact
from tests.unit.notify.house import PROGRAMMES, NotifyHouse

ADDRESSEE = Addressee(
    uscc=USCC,
    enterprise=Bilingual(zh="江门某某科技有限公司", en="Jiangmen Example Technology Co., Ltd."),
    product=Bilingual(zh="智能控制器", en="Intelligent controller"),
    programme_name=Bilingual(zh="高新技术产品", en="High-tech products"),
)
STEP = Bilingual(zh="公布", en="Announcement")
DAYS = Bilingual(zh="计10个工作日。", en="10 working days.")
_REASON = {"reason": "r", "reason_text": Bilingual(zh="材料虚假", en="False statements.")}
_TERMS = {"days": 5, "kind": "working", "if_delivered_today": NOON, "explanation": DAYS}
_RECOGNITION = {
    "recognition": "l.1",
    "programme": "gd-hightech-product-jiangmen",
    "programme_version": "2019.1",
    "round": "2019",
    "subject": USCC,
    "holder": ADDRESSEE.enterprise,
    "opinion": "予以办理",
    "revocation": 1,
    "by": "o",
}
OF_REGISTER: dict[str, dict[str, Any]] = {
    "laurel.revocation.opened.v1": {
        **_RECOGNITION,
        **_REASON,
        "about": "revocation/hearing/1/l.1",
        "facts": "检验报告系伪造",
        "evidence": "检验机构的答复",
        "terms": _TERMS,
    },
    "laurel.revocation.dropped.v1": _RECOGNITION,
    "laurel.recognition.revoked.v1": {
        **_RECOGNITION,
        **_REASON,
        "about": "revocation/appeal/1/l.1",
        "terms": _TERMS,
    },
    "laurel.revocation.appeal-dismissed.v1": _RECOGNITION,
    "laurel.recognition.reinstated.v1": {**_RECOGNITION, "replaces": 1, "status": "valid"},
    "laurel.recognition.suspended.v1": {**_RECOGNITION, **_REASON},
    "laurel.recognition.resumed.v1": _RECOGNITION,
    "laurel.recognition.superseded.v1": {
        **_RECOGNITION,
        "replaced_by": "l.2",
        "replaced_by_number": "JM-2022-000001",
    },
}
"""What an office does with a recognition."""

_TO_HOLDER = {
    "recognition": "l.1",
    "programme": "gd-hightech-product-jiangmen",
    "programme_version": "2019.1",
    "round": "2019",
    "application_number": "JM-2019-000001",
    "number": "GD-2020-00018",
    "kind": "certificate",
    "kind_name": Bilingual(zh="认定证书", en="Certificate"),
    "by": "o",
}
TO_HOLDER: dict[str, dict[str, Any]] = {
    "laurel.certificate.issued.v1": {
        **_TO_HOLDER,
        "document": "certificate",
        "series": "s",
        "serial": 18,
        "edition": 1,
        "batch": "2020",
        "holder": ADDRESSEE.enterprise,
    },
    "laurel.certificate.voided.v1": {**_TO_HOLDER, "reason": "印制错误"},
    "laurel.certificate.handed-over.v1": {
        **_TO_HOLDER,
        "activity": "x.2019.activities.ceremony.1",
        "held_on": "2020-03-20",
        "venue": "市民中心",
    },
    "laurel.recognition.expiring.v1": {**_TO_HOLDER, "until": "2023-01-15", "days": 90},
    "laurel.recognition.expired.v1": {**_TO_HOLDER, "until": "2023-01-15"},
}
"""What is told of documents, and of the last day."""

_MEMBER: dict[str, Any] = {
    "cohort": "c",
    "recognition": "r",
    "number": "SF-2015-001",
    "addressee": ADDRESSEE,
}
SAID_OF: dict[str, dict[str, Any]] = {
    "laurel.cohort.member-called.v1": {
        **_MEMBER,
        "subject": USCC,
        "counted_as": "recognised",
        "day": NOON.date(),
        "due_at": NOON + timedelta(days=30),
        "explanation": DAYS,
        "by": "o",
    },
    "laurel.cohort.member-submitted.v1": {**_MEMBER, "after": "not_submitted"},
    "laurel.cohort.member-not-submitted.v1": {
        **_MEMBER,
        "due_at": NOON,
        "explanation": DAYS,
        "by": "statute",
    },
    "laurel.cohort.member-merged.v1": {
        **_MEMBER,
        "into": "91310000132200821H",
        "into_name": Bilingual(zh="集团", en="Group"),
        "reason": "合并通知书",
        "by": "o",
    },
    "laurel.draft.call-closing.v1": {"closes_at": NOON + timedelta(days=3)},
    "laurel.draft.advised.v1": {
        "advice": 1,
        "called": Bilingual(zh="预评审", en="Pre-evaluation"),
        "basis": Bilingual(zh="办法第五条", en="Rules, article 5"),
        "office": Bilingual(zh="高企协会", en="High-tech association"),
        "opinion": "建议补充检验报告。",
        "findings": (
            {
                "item": "M07",
                "name": Bilingual(zh="检验报告", en="Test report"),
                "clause": Bilingual(zh="指南第三条", en="Call, article 3"),
                "text": "未覆盖主要性能指标。",
            },
        ),
        "by": "o",
    },
    "laurel.application.submitted.v1": {
        "uscc": USCC,
        "enterprise": ADDRESSEE.enterprise,
        "product": ADDRESSEE.product,
        "answers": {},
        "materials": (),
        "received_at": NOON,
    },
    "laurel.application.supplemented.v1": {
        "supplement_round": 1,
        "items": ("M05",),
        "answers": {},
        "materials": (),
        "received_at": NOON,
        "uscc": USCC,
        "enterprise": ADDRESSEE.enterprise,
        "product": ADDRESSEE.product,
    },
    "laurel.review.accepted.v1": {"by": "o"},
    "laurel.review.recommended.v1": {
        "recommender": "jiangmen",
        "sheet": "s",
        "rank": 1,
        "opinion": "同意",
        "by": "o",
    },
    "laurel.review.not-recommended.v1": {
        "stage": "recommendation",
        "stage_name": STEP,
        "recommend_by": NOON,
    },
    "laurel.review.stage-concluded.v1": {
        "stage": "decision",
        "stage_name": STEP,
        "kind": "decision",
        "outcome": "failed",
        "verdict": "no",
        "milestone": None,
        "reason": "no_sales",
        "reason_text": Bilingual(zh="无销售", en="No sales."),
        "opinion": "销售证明不足",
        "next": None,
        "by": "o",
    },
    "laurel.review.taken-back.v1": {
        "stage": "formal_review",
        "stage_name": STEP,
        "what": "conclusion",
        "in_favour": True,
        "done_at": NOON - timedelta(days=1),
        "reason": "检验报告系另一产品的",
        "by": "o",
    },
    "laurel.review.notification-taken-back.v1": {
        "stage": "formal_review",
        "supplement_round": 1,
        "reason": "误要求补正",
        "by": "o",
    },
    "laurel.review.left-out.v1": {
        "list": "l",
        "stage": "announcement",
        "reason": "不再等待补正",
    },
    "laurel.review.taken-in.v1": {"list": "l", "stage": "announcement"},
    "laurel.review.listed.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "entry": 17,
        "opens_at": NOON,
        "closes_at": NOON + timedelta(days=14),
        "explanation": DAYS,
    },
    "laurel.review.objection-served.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "entry": 17,
        "objection": "o-1",
        "facts": "并非专利权人",
        "terms": {
            "days": 5,
            "kind": "working",
            "if_delivered_today": NOON,
            "explanation": DAYS,
        },
    },
    "laurel.review.objection-dismissed.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "entry": 17,
        "objection": "o-1",
        "reason": "facts_not_confirmed",
        "reason_text": Bilingual(zh="事实不成立", en="Facts not confirmed."),
    },
    "laurel.review.removed-from-list.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "entry": 17,
        "reason": "facts_confirmed",
        "reason_text": Bilingual(zh="事实成立", en="Facts confirmed."),
    },
    "laurel.review.outcome-correction-explained.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "correction": 1,
        "change": "removed",
        "entry": 2,
        "outcome_name": Bilingual(zh="未认定", en="Not recognised"),
        "why": "withdrawn",
        "reason": "公布后书面申请退出。",
    },
    "laurel.review.outcome-explained.v1": {
        "list": "l",
        "stage": "announcement",
        "stage_name": STEP,
        "outcome_name": Bilingual(zh="未认定", en="Not recognised"),
        "listed": False,
        "entry": None,
        "final": True,
        "reason": "no_sales",
        "reason_text": Bilingual(zh="无销售", en="No sales."),
        "opinion": "销售证明不足",
    },
    "laurel.construction.report-due.v1": {
        "stage": "construction",
        "stage_name": Bilingual(zh="建设", en="Construction"),
        "year": 2019,
        "due_at": NOON + timedelta(days=30),
        "explanation": DAYS,
        "missing": (Bilingual(zh="研发投入强度", en="R&D intensity"),),
        "overdue": False,
    },
    "laurel.activity.attended.v1": {
        "activity": "x.2019.activities.roadshow.1",
        "declared": "roadshow",
        "number": 1,
        "kind": "roadshow",
        "name": Bilingual(zh="新产品路演", en="Roadshow of new products"),
        "programme": "gd-hightech-product-jiangmen",
        "programme_version": "2019.1",
        "round": "2019",
        "held_on": "2019-07-01",
        "attendance": "x.2019.activities.roadshow.1.a1",
        "subject": USCC,
        "roles": ("presented",),
        "role_names": (Bilingual(zh="展示", en="presented"),),
        "application_number": "JM-2019-000001",
        "office_role": "officer",
        "by": "o",
    },
    **OF_REGISTER,
    **TO_HOLDER,
    "laurel.review.closed.v1": {"why": "withdrawn"},
    "laurel.review.withdrawal-refused.v1": {"why": "too late"},
}


def an_event(kind: str, **facts: Any) -> Event:
    said: dict[str, Any] = {
        "application": "a1",
        "number": "JM-2019-000001",
        "rule_version": "gd-hightech-product-jiangmen@2019.1",
        "addressee": ADDRESSEE,
        "at": NOON,
        "standing": a_standing(),
        **SAID_OF.get(kind, {}),
        **facts,
    }
    return EVENTS[kind].model_validate(said)


class House(NotifyHouse):
    """Everything that notify hears, at an enterprise that it knows."""

    def __init__(
        self, *answers: Outcome, programmes: Programmes = PROGRAMMES, language: Language = "zh"
    ) -> None:
        super().__init__(*answers)
        self.contacts.known = {USCC: (1, a_contact(language=language))}
        self._table = handlers(
            self.write,
            TakeBack(self.correspondences, self.contacts, self.letters, self.wake),
            ShowDueDate(self.correspondences),
            WithdrawDueDate(self.correspondences),
            TakeNote(self.correspondences),
            RememberContact(self.contacts, self.correspondences, self.letters, self.wake),
            self.clock,
            programmes,
        )

    async def hear(self, event: Event, seq: int = 4) -> None:
        key = getattr(event, "attendance", "a1")
        id_, stream = f"review/{key}/{seq}", type(event).topic
        await self._table[type(event)](Incoming(event, stream, key, seq, id_, NOON, None))

    async def deliver(self) -> None:
        while self.kept.due and self.mailer.answers:
            await self._deliver(self.kept)

    @property
    def kept(self) -> Correspondence:
        return self.correspondences.kept.get("a1") or Correspondence(application="a1")

    @property
    def subjects(self) -> list[str]:
        return [mail.letter.subject for mail in self.mailer.got]
