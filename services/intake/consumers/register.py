"""What an application recognised is in the register, and what becomes of it there."""

from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionCorrected,
    RecognitionExpired,
    RecognitionExpiring,
    RecognitionRegistered,
    RecognitionRenamed,
    RecognitionRenewed,
    RecognitionStruck,
)
from shared.messaging.incoming import Incoming


def registered(incoming: Incoming[RecognitionRegistered]) -> News | None:
    """Under which number, since when and until when; of no application is what was entered."""
    event = incoming.event
    until_zh = f"有效期至{event.until}（含当日）" if event.until else "未设有效期"
    until_en = f"valid until the end of {event.until}" if event.until else "without an end"
    return _news(
        incoming,
        "registered",
        zh=f"已载入认定名册：编号 {event.number}，自{event.since}起，{until_zh}。",
        en=f"In the register as {event.number}, since {event.since}, {until_en}.",
    )


def expired(incoming: Incoming[RecognitionExpired]) -> News | None:
    """Its last day is over."""
    event = incoming.event
    return _news(
        incoming,
        "expired",
        zh=f"认定有效期已于{event.until}届满（编号 {event.number}）。",
        en=f"The recognition {event.number} has expired at the end of {event.until}.",
    )


def expiring(incoming: Incoming[RecognitionExpiring]) -> News | None:
    """Its last day comes soon."""
    event = incoming.event
    return _news(
        incoming,
        "expiring",
        zh=f"认定 {event.number} 将于{event.until}届满，距今 {event.days} 天。",
        en=f"The recognition {event.number} ends with {event.until}, in {event.days} days.",
    )


def renewed(incoming: Incoming[RecognitionRenewed]) -> News | None:
    """It has passed a re-evaluation, and until when it holds."""
    event = incoming.event
    until_zh = f"有效期延至{event.until}（含当日）" if event.until else "未设有效期"
    until_en = f"it holds until the end of {event.until}" if event.until else "it has no end"
    return _news(
        incoming,
        "renewed",
        zh=f"名册已更新：编号 {event.number} 于{event.passed_on}复核通过，{until_zh}。",
        en=f"The register says of {event.number}: passed the re-evaluation on {event.passed_on}, "
        f"and {until_en}.",
    )


def renamed(incoming: Incoming[RecognitionRenamed]) -> News | None:
    """The register has the new name of the enterprise."""
    event = incoming.event
    return _news(
        incoming,
        "holder_renamed",
        zh=f"名册中的持有人名称自{event.since}起更改为{event.holder.zh}"
        f"（原为{event.former.zh}）；编号与有效期不变。",
        en=f"The register has {event.holder.en} as the holder's name since {event.since}, before "
        f"{event.former.en}; number and last day stay.",
    )


def corrected(incoming: Incoming[RecognitionCorrected]) -> News | None:
    """The register has what the list should have printed."""
    event = incoming.event
    return _news(
        incoming,
        "register_corrected",
        zh=f"名册已按名单更正第{event.correction}号改正：{event.holder.zh}，{event.what.zh}"
        f"（原为{event.former.zh}，{event.former_what.zh}）；编号与有效期不变。",
        en=f"By correction {event.correction} the register has {event.holder.en}, {event.what.en}, "
        f"before {event.former.en}, {event.former_what.en}; number and last day stay.",
    )


def struck(incoming: Incoming[RecognitionStruck]) -> News | None:
    """A correction of the list has ended it."""
    event = incoming.event
    return _news(
        incoming,
        "struck",
        zh=f"认定 {event.number} 已按名单更正第{event.correction}号从名册移出，"
        f"有关证书和牌匾一并作废。理由：{event.reason}",
        en=f"By correction {event.correction} the recognition {event.number} is struck from the "
        f"register, and documents about it are void. The reason: {event.reason}",
    )


def certificate_issued(incoming: Incoming[CertificateIssued]) -> News | None:
    """Its number, and which void one it replaces."""
    event = incoming.event
    kind = event.kind_name
    instead_zh = f"，取代已作废的 {event.replaces}" if event.replaces else ""
    instead_en = f", instead of {event.replaces}, which is void" if event.replaces else ""
    named_zh = f"，名称为{event.holder.zh}（编号不变）" if event.edition > 1 else ""
    named_en = f" anew to {event.holder.en}, number unchanged" if event.edition > 1 else ""
    return _news(
        incoming,
        "certificate_issued",
        zh=f"{kind.zh}已制发，编号 {event.number}{named_zh}{instead_zh}。",
        en=f"{kind.en} {event.number} is issued{named_en}{instead_en}.",
    )


def certificate_voided(incoming: Incoming[CertificateVoided]) -> News | None:
    """Why, and which number follows."""
    event = incoming.event
    then_zh = f"由 {event.replaced_by} 取代。" if event.replaced_by else ""
    then_en = f" It is replaced by {event.replaced_by}." if event.replaced_by else ""
    return _news(
        incoming,
        "certificate_voided",
        zh=f"{event.kind_name.zh} {event.number} 已作废：{event.reason}　{then_zh}".rstrip(),
        en=f"{event.kind_name.en} {event.number} is void: {event.reason}{then_en}",
    )


def certificate_handed_over(incoming: Incoming[CertificateHandedOver]) -> News | None:
    """On which day and where."""
    event = incoming.event
    return _news(
        incoming,
        "certificate_handed_over",
        zh=f"{event.kind_name.zh} {event.number} 已于{event.held_on}颁发（{event.venue}）。",
        en=f"{event.kind_name.en} {event.number} was handed over on {event.held_on} "
        f"({event.venue}).",
    )


def _news(incoming: Incoming[Any], kind: str, *, zh: str, en: str) -> News | None:
    event = incoming.event
    if event.application is None:
        return None

    def item(application: Application) -> TimelineItem:
        return timeline_item(event.at, kind, application.path.final.by, zh=zh, en=en)

    return News(event.application, incoming.position, incoming.at, item)
