"""Enterprises read what they are told: in their mail, or in the inbox when mail bounced."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import FormalReviewStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

NUMBERS = re.compile(r"[A-Za-z0-9-]+")
"""Whatever may be an application's number in the subject of a mail."""

SUBJECTS = {
    "materials_missing": ("补正通知", "missing from your application"),
    "supplement_due": ("补正提醒", "please send what is missing"),
    "not_accepted": ("不予受理告知", "was not accepted"),
}
"""By the kind of a notice, what its subject says in either language."""


async def read_mail(scene: Scene) -> None:
    """Each one finds a mail that names everything that is missing."""
    mailed = scene.with_fate(lambda fate: fate.mailed)
    mails = await _mails_by_number(scene, "materials_missing", len(mailed))
    with scene.bars.stage("mail read by enterprises", len(mailed)) as bar:

        async def one(filed: Filed) -> None:
            text = await _mail(scene, mails.get(filed.number, []), filed.number)
            _check_names_everything(filed, text)
            bar.advance()

        await each(mailed, one)


async def remind(scene: Scene, step: FormalReviewStep) -> None:
    """Each one whose supplement is still awaited finds a mail that reminds of it."""
    assert step.reminded_at is not None
    reminded = scene.with_fate(_is_reminded)
    await _answers_heard(scene)
    scene.now(step.reminded_at)
    mails = await _mails_by_number(scene, "supplement_due", len(reminded))
    with scene.bars.stage("reminders read by enterprises", len(reminded)) as bar:

        async def one(filed: Filed) -> None:
            reminders = len(mails.get(filed.number, []))
            if reminders != 1:
                raise PlayFault("notify", f"{reminders} reminders of {filed.number}, not 1")
            bar.advance()

        await each(reminded, one)


async def read_why_not(scene: Scene) -> None:
    """Each one that was not accepted finds a mail with the reason, and others find none."""
    refused = scene.with_fate(_is_told_why_not)
    mails = await _mails_by_number(scene, "not_accepted", len(refused))
    with scene.bars.stage("reasons read by enterprises", len(refused)) as bar:

        async def one(filed: Filed) -> None:
            reason = filed.application.fate.reviewed.not_accepted
            assert reason is not None
            words = scene.programme.reason(reason).name.in_language(filed.enterprise.language)
            await _mail(scene, mails.get(filed.number, []), filed.number, words)
            bar.advance()

        await each(refused, one)


async def _mail(scene: Scene, mails: Sequence[str], *words: str) -> str:
    """The text of the one that has all these words in it; raises PlayFault when none has."""
    for mail in mails:
        text = await _text(scene, mail)
        if all(word in text for word in words):
            return text
    raise PlayFault("notify", f"none of {len(mails)} mails says {' and '.join(words)}")


async def _text(scene: Scene, mail: str) -> str:
    return str((await scene.services.mail.ask("GET", f"/messages/{mail}.json"))["text"])


async def _answers_heard(scene: Scene) -> None:
    """Waits until notify knows whom it need not remind any more."""
    answered = {
        "supplemented": scene.count(lambda fate: fate.supplements),
        "withdrawn": scene.count(lambda fate: fate.withdraws),
    }

    async def receipts() -> dict[str, int]:
        kinds = (await scene.notify_progress())["kinds"]
        return {kind: kinds.get(kind, {}).get("notices", 0) for kind in answered}

    await until("answers heard", receipts, answered)


def _is_told_why_not(fate: Fate) -> bool:
    """Whether it is not accepted, and its mail arrives."""
    return fate.refused and not fate.bounces


def _is_reminded(fate: Fate) -> bool:
    """Whether its term is running for long enough, and its mail arrives."""
    return fate.expires and fate.mailed


async def _mails_by_number(scene: Scene, kind: str, expected: int) -> dict[str, list[str]]:
    """The ids of the mails of this kind by the application that each is about.

    Other rounds may be going on beside this one, and their mails are none of its own.
    """
    addresses = {filed.number: filed.enterprise.email for filed in scene.filed.values()}

    async def counts() -> dict[str, int]:
        found = (await scene.notify_progress())["kinds"].get(kind, {})
        return {"delivered": found.get("delivered", 0)}

    await until(f"mails delivered: {kind}", counts, {"delivered": expected}, every=0.3)
    caught = await scene.services.mail.ask("GET", "/counts")
    # A system whose parts may die meanwhile may send a mail again, by the same Message-ID.
    copies = caught["copies"] - scene.mails_before["copies"]
    if copies and not scene.services.mail.patience:
        raise PlayFault("notify", f"{copies} mails were sent twice")
    return _own(await _messages(scene), addresses, SUBJECTS[kind])


async def _messages(scene: Scene) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await scene.services.mail.ask("GET", "/messages?limit=100000")
    return found


def _own(
    messages: Sequence[Mapping[str, Any]], addresses: Mapping[str, str], marks: Sequence[str]
) -> dict[str, list[str]]:
    by_number: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        if not any(mark in message["subject"] for mark in marks):
            continue
        for word in NUMBERS.findall(message["subject"]):
            if addresses.get(word) in message["to"]:
                by_number[word].append(message["id"])
    return by_number


def _check_names_everything(filed: Filed, text: str) -> None:
    asked = set(filed.application.lacking)
    if filed.application.flaw:
        asked.add(filed.application.flaw.requirement)
    unnamed = [requirement for requirement in sorted(asked) if requirement not in text]
    if unnamed:
        raise PlayFault("notify", f"the mail about {filed.number} does not name {unnamed}")


async def open_inbox(scene: Scene, stage: FormalReview) -> None:
    """Some whose mail bounced open the notice in the portal, which proves its delivery."""
    readers = scene.with_fate(lambda fate: fate.reads_inbox)
    bounces = scene.count(lambda fate: fate.asked and fate.bounces)

    async def bounced() -> dict[str, int]:
        found = (await scene.notify_progress())["kinds"].get("materials_missing", {})
        return {"bounced": found.get("bounced", 0)}

    await until("bounced notices in the inbox", bounced, {"bounced": bounces})
    with scene.bars.stage("inbox read after a bounce", len(readers)) as bar:

        async def one(filed: Filed) -> None:
            token = scene.people.enterprise(filed.enterprise.uscc)
            inbox = await scene.services.notify.ask("GET", "/notify/v1/inbox", token)
            notices: list[dict[str, Any]] = inbox["notices"]
            notice = next((n["id"] for n in notices if _asks(n, filed)), None)
            if notice is None:
                raise PlayFault("notify", f"no notice about {filed.number} in the inbox")
            await scene.services.notify.ask("GET", f"/notify/v1/inbox/{notice}", token)
            await scene.services.notify.need("POST", f"/notify/v1/inbox/{notice}/receipt", token)
            bar.advance()

        await each(readers, one)
        mailed = scene.count(lambda fate: fate.mailed)
        await until(
            "clocks started by receipts",
            scene.review_progress,
            {stage.word(Reviewing.AWAITING_SUPPLEMENT).id: mailed + len(readers)},
        )


def _asks(notice: Mapping[str, Any], filed: Filed) -> bool:
    return (notice["application"], notice["kind"]) == (filed.id, "materials_missing")
