"""Enterprises read what they are asked for: in their mail, or in the inbox when mail bounced."""

from collections import defaultdict
from typing import Any

from deploy.demo.fates import BOUNCES, MAILED, Fate
from deploy.demo.play.crowd import each
from deploy.demo.play.faults import PlayFault
from deploy.demo.play.scene import Filed, Scene
from deploy.demo.play.waiting import until


async def read_mail(scene: Scene) -> None:
    """Each one finds a mail that names everything that is missing."""
    mailed = scene.with_fates(MAILED)
    mails = await _mails_by_address(scene, len(mailed))
    with scene.bars.stage("mail read by enterprises", len(mailed)) as bar:

        async def one(filed: Filed) -> None:
            for mail in mails[filed.enterprise.email]:
                text = (await scene.services.mail.ask("GET", f"/messages/{mail}.json"))["text"]
                if filed.number in text:
                    _check_names_everything(filed, text)
                    bar.advance()
                    return
            raise PlayFault("notify", f"no mail to {filed.enterprise.uscc} about {filed.number}")

        await each(mailed, one)


async def _mails_by_address(scene: Scene, expected: int) -> dict[str, list[str]]:
    async def counts() -> dict[str, int]:
        found: dict[str, int] = await scene.services.mail.ask("GET", "/counts")
        return found

    caught = await until("mails caught", counts, {"kept": expected})
    # A system whose parts may die meanwhile may send a mail again, by the same Message-ID.
    if caught["copies"] and not scene.services.mail.patience:
        raise PlayFault("notify", f"{caught['copies']} mails were sent twice")
    by_address = defaultdict(list)
    for summary in await scene.services.mail.ask("GET", "/messages?limit=10000"):
        for address in summary["to"]:
            by_address[address].append(summary["id"])
    return by_address


def _check_names_everything(filed: Filed, text: str) -> None:
    asked = set(filed.application.lacking)
    if filed.application.flaw:
        asked.add(filed.application.flaw.requirement)
    unnamed = [requirement for requirement in sorted(asked) if requirement not in text]
    if unnamed:
        raise PlayFault("notify", f"the mail about {filed.number} does not name {unnamed}")


async def open_inbox(scene: Scene) -> None:
    """Some whose mail bounced open the notice in the portal, which proves its delivery."""
    readers = scene.with_fates({Fate.BOUNCED_THEN_READ})
    await until(
        "bounced notices in the inbox",
        scene.notify_progress,
        {"bounced": scene.count(BOUNCES)},
    )
    with scene.bars.stage("inbox read after a bounce", len(readers)) as bar:

        async def one(filed: Filed) -> None:
            token = scene.people.enterprise(filed.enterprise.uscc)
            inbox = await scene.services.notify.ask("GET", "/notify/v1/inbox", token)
            notices: list[dict[str, Any]] = inbox["notices"]
            notice = next((n["id"] for n in notices if n["application"] == filed.id), None)
            if notice is None:
                raise PlayFault("notify", f"no notice about {filed.number} in the inbox")
            await scene.services.notify.ask("GET", f"/notify/v1/inbox/{notice}", token)
            await scene.services.notify.need("POST", f"/notify/v1/inbox/{notice}/receipt", token)
            bar.advance()

        await each(readers, one)
        await until(
            "clocks started by receipts",
            scene.review_progress,
            {"awaiting_supplement": scene.count(MAILED) + len(readers)},
        )
