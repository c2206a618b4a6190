"""What may end the recognition of an application before its last day."""

from collections.abc import Callable, Mapping
from typing import Any

from services.intake.consumers.channels import CHANNELS
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.timeline import By, TimelineItem, timeline_item
from shared.contracts.base import Event
from shared.contracts.revocations import (
    AppealDismissed,
    RecognitionReinstated,
    RecognitionResumed,
    RecognitionRevoked,
    RecognitionSuperseded,
    RecognitionSuspended,
    RevocationAppealed,
    RevocationDropped,
    RevocationHeard,
    RevocationOpened,
    RevocationTerm,
)
from shared.messaging.incoming import Incoming
from shared.values import Bilingual

_TERMS = {
    "hearing": Bilingual(zh="陈述申辩", en="to be heard"),
    "appeal": Bilingual(zh="申诉", en="to appeal"),
}


def _opened(event: RevocationOpened) -> Bilingual:
    return Bilingual(
        zh=f"拟撤销认定 {event.number}，您有权陈述、申辩。理由：{event.reason_text.zh}　"
        f"事实：{event.facts}",
        en=f"The recognition {event.number} is to be revoked, and you may be heard. Why: "
        f"{event.reason_text.en} The facts: {event.facts}",
    )


def _term(event: RevocationTerm) -> Bilingual:
    term = _TERMS[event.term]
    if event.explanation is None:
        channel = CHANNELS[event.channel]
        return Bilingual(
            zh=f"告知未能通过{channel.zh}送达，{term.zh}期限停止计算。",
            en=f"The notice was not delivered by {channel.en}; no time {term.en} runs.",
        )
    return Bilingual(
        zh=f"告知已送达，{term.zh}期限开始计算：{event.explanation.zh}",
        en=f"The notice was delivered and the time {term.en} runs: {event.explanation.en}",
    )


def _heard(event: RevocationHeard) -> Bilingual:
    if event.how == "hearing":
        return Bilingual(zh="已举行听证，记录在案。", en="A hearing was held and is on record.")
    return Bilingual(zh="您的陈述、申辩已收到。", en="Your statement was received.")


def _dropped(event: RevocationDropped) -> Bilingual:
    return Bilingual(
        zh=f"撤销程序已终止，认定 {event.number} 不予撤销：{event.opinion}",
        en=f"The recognition {event.number} is not revoked: {event.opinion}",
    )


def _revoked(event: RecognitionRevoked) -> Bilingual:
    return Bilingual(
        zh=f"认定 {event.number} 已撤销，理由：{event.reason_text.zh}　您可以申诉。",
        en=f"The recognition {event.number} is revoked: {event.reason_text.en} You may appeal.",
    )


def _appealed(event: RevocationAppealed) -> Bilingual:
    return Bilingual(
        zh="您的申诉已收到，审理期间撤销决定仍然有效。",
        en="Your appeal was received. The revocation stands until it is decided.",
    )


def _appeal_dismissed(event: AppealDismissed) -> Bilingual:
    return Bilingual(
        zh=f"申诉不成立，维持撤销决定：{event.opinion}",
        en=f"The appeal was dismissed, and the revocation stands: {event.opinion}",
    )


def _reinstated(event: RecognitionReinstated) -> Bilingual:
    return Bilingual(
        zh=f"申诉成立，认定 {event.number} 恢复至撤销前的状态：{event.opinion}",
        en=f"The appeal was upheld, and the recognition {event.number} is what it was before: "
        f"{event.opinion}",
    )


def _suspended(event: RecognitionSuspended) -> Bilingual:
    return Bilingual(
        zh=f"认定 {event.number} 已暂停，理由：{event.reason_text.zh}",
        en=f"The recognition {event.number} is suspended: {event.reason_text.en}",
    )


def _resumed(event: RecognitionResumed) -> Bilingual:
    return Bilingual(
        zh=f"认定 {event.number} 已恢复：{event.opinion}",
        en=f"The recognition {event.number} counts again: {event.opinion}",
    )


def _superseded(event: RecognitionSuperseded) -> Bilingual:
    return Bilingual(
        zh=f"认定 {event.number} 已由较新的 {event.replaced_by_number} 取代。",
        en=f"The recognition {event.number} gave way to the newer {event.replaced_by_number}.",
    )


_TEXTS: Mapping[type[Event], tuple[str, Callable[[Any], Bilingual]]] = {
    RevocationOpened: ("revocation_opened", _opened),
    RevocationTerm: ("revocation_term", _term),
    RevocationHeard: ("revocation_heard", _heard),
    RevocationDropped: ("revocation_dropped", _dropped),
    RecognitionRevoked: ("recognition_revoked", _revoked),
    RevocationAppealed: ("revocation_appealed", _appealed),
    AppealDismissed: ("appeal_dismissed", _appeal_dismissed),
    RecognitionReinstated: ("recognition_reinstated", _reinstated),
    RecognitionSuspended: ("recognition_suspended", _suspended),
    RecognitionResumed: ("recognition_resumed", _resumed),
    RecognitionSuperseded: ("recognition_superseded", _superseded),
}
_BY: Mapping[type[Event], By] = {
    RevocationTerm: "system",
    RevocationHeard: "enterprise",
    RevocationAppealed: "enterprise",
}

OF_REVOCATIONS: tuple[type[Event], ...] = tuple(_TEXTS)
"""The kinds of events that are news of a revocation."""


def revocation_news(incoming: Incoming[Any]) -> News | None:
    """What became of its recognition; of no application is what was entered."""
    event = incoming.event
    if event.application is None:
        return None
    what, say = _TEXTS[type(event)]
    text = say(event)

    def item(application: Application) -> TimelineItem:
        by = _BY.get(type(event), application.path.final.by)
        return timeline_item(event.at, what, by, zh=text.zh, en=text.en)

    return News(event.application, incoming.position, incoming.at, item)
