"""A server that takes too much at a time for its own domain holds up nobody else's mail."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from services.notify.senders import providers
from tests.bus.notify.conftest import World, kinds, until
from tests.fakes.notify import USCC, materials_missing

FINE = "li@fine.example"
OTHER = "91440700MA4UKX8E2C"


async def notice_of(world: World, application: str) -> dict[str, Any]:
    found = await world.correspondences.find_one({"_id": application})
    assert found is not None
    return dict(found["notices"][0])


async def written(world: World, application: str) -> bool:
    return await world.correspondences.find_one({"_id": application}) is not None


async def tried(world: World, application: str) -> bool:
    known = {"_id": application, "notices.attempts": {"$ne": []}}
    return await world.correspondences.find_one(known) is not None


async def ask_for(world: World, email: str, count: int) -> list[str]:
    """So many notices to this address, all written before the server is up."""
    await world.enterprise(email)
    applications = [f"a{n}" for n in range(count)]
    for application in applications:
        await world.publish("review", application, 2, materials_missing(application))
    return applications


@pytest.mark.parametrize(
    ("to_recipient", "to_data"),
    [
        ("421 4.7.0 Messages to this domain are deferred for now", None),
        (None, "421 4.3.2 too busy"),
        (None, "550 Ip frequency limited"),
        ("451 4.7.1 too many messages: at most 500 in 24 hours from one sender", None),
    ],
)
async def test_a_domain_that_limits_is_paused_by_itself_and_the_others_get_their_mail(
    world: World, to_recipient: str | None, to_data: str | None
) -> None:
    if to_recipient:
        world.mail.always["limits.example"] = to_recipient
    if to_data:
        world.mail.to_data["limits.example"] = to_data
    async with world.notify():
        held_up = await ask_for(world, "zhang@limits.example", 40)
        await until(lambda: world.mail.asked["limits.example"] > 0)
        await world.enterprise(FINE, uscc=OTHER)
        other = materials_missing("b1").model_copy(update={"uscc": OTHER})
        await world.publish("review", "b1", 2, other)
        assert kinds(await world.published(2)) == ["sent", "delivered"]
        assert len(world.mail.to(FINE)) == 1
        # Those that were on their way when it was found out; the rest was not even tried.
        assert world.mail.asked["limits.example"] <= 4
        for application in held_up:
            await until(partial(written, world, application))
    for application in held_up:
        notice = await notice_of(world, application)
        outcomes = [attempt["outcome"] for attempt in notice["attempts"]]
        assert set(outcomes) <= {"try_again"}
        assert notice["status"] in ("waiting", "sending")


async def test_when_the_pause_is_over_the_letters_go_one_after_the_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "FIRST_PAUSE", timedelta(seconds=1))
    world.mail.to_data["limits.example"] = "550 Domain frequency limited"
    async with world.notify():
        applications = await ask_for(world, "zhang@limits.example", 12)
        await until(lambda: world.mail.asked["limits.example"] > 0)
        del world.mail.to_data["limits.example"]
        await until(lambda: len(world.mail.to("zhang@limits.example")) == len(applications))


async def test_a_421_is_no_outage_of_the_mail_server(world: World) -> None:
    world.mail.always["limits.example"] = "421 4.7.0 later"
    async with world.notify() as app, world.client(app, "operator") as operator:
        await ask_for(world, "zhang@limits.example", 1)
        await until(lambda: tried(world, "a0"))
        ready = (await operator.get("http://notify/health/ready")).json()
        assert "mail" not in ready.get("warned", {})
    notice = await notice_of(world, "a0")
    assert [attempt["code"] for attempt in notice["attempts"]] == [421]
    assert notice["demand"]["uscc"] == USCC
