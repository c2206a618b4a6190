"""Notify as a process: killed in the worst moment, and stopped as it should be."""

import asyncio
import signal

from services.notify.domain.notice import notice_id
from tests.bus.notify.conftest import World, kinds, until
from tests.bus.notify.process import started
from tests.fakes.notify import materials_missing

ZHANG = "zhang@example.cn"


async def test_killed_between_the_servers_taking_it_and_the_save_it_sends_the_same_mail_again(
    world: World,
) -> None:
    async with started(world) as process:
        world.mail.before_answering = lambda: process.send_signal(signal.SIGKILL)
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        assert await asyncio.wait_for(process.wait(), 60) == -signal.SIGKILL
    assert await world.status("a1") == "waiting"

    world.mail.before_answering = lambda: None
    async with started(world) as process:
        assert kinds(await world.published(2)) == ["sent", "delivered"]
        first, second = world.mail.to(ZHANG)
        assert first["Message-ID"] == f"<{notice_id('review/a1/2')}@laurel.example>"
        assert second["Message-ID"] == first["Message-ID"]
        assert second.get_body(("plain",)).get_content() == (  # type: ignore[union-attr]
            first.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        )
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 60) == 0


async def test_told_to_stop_while_sending_it_saves_what_came_of_it_first(world: World) -> None:
    async with started(world) as process:
        world.mail.before_answering = process.terminate
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        assert await asyncio.wait_for(process.wait(), 60) == 0
    assert await world.status("a1") == "delivered"
    await until(lambda: len(world.mail.to(ZHANG)) == 1)
