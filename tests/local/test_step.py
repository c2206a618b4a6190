"""The re-evaluation of 2018 is played to its figures while review is killed; it revokes nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from deploy.audit.final import final_audit
from deploy.kept_records import kept_records
from deploy.local.infra import Infra
from deploy.local.stack import LocalStack
from deploy.provision import read_plans
from deploy.replay.cast.casting import cast
from deploy.servers import find_servers
from shared.contracts.outcomes import TOPIC, OutcomeRevoked
from shared.messaging.incoming import as_message, read
from tests.chaos.battered_round import BatteredRound
from tests.chaos.blows import Blow
from tests.clients.http import Account, Http
from tests.local.test_replay import laurel
from tests.stack import running_stack

BLOWS = (
    Blow("open_cohort", "review", 0.05),
    Blow("apply", "review", 0.5),
    Blow("decide", "review", 0.1),
    Blow("announce", "review", 0.1),
)


@pytest.fixture(scope="module")
def battered(tmp_path_factory: pytest.TempPathFactory, infra: Infra) -> Iterator[BatteredRound]:
    """The whole round, as it was played."""
    with running_stack(tmp_path_factory.mktemp("step"), infra) as stack:
        round_ = BatteredRound(stack, None, 2018, "step-2018")
        asyncio.run(round_.play(BLOWS))
        yield round_


async def test_a_kill_of_review_at_every_step_of_it_changes_no_figure(
    battered: BatteredRound,
) -> None:
    assert len(battered.struck) == len(BLOWS)
    await all_balances(battered)
    await asyncio.to_thread(all_printed_is_equal, battered.stack.places.base)


async def test_four_failed_and_none_was_revoked_until_one_is_once_by_a_decision_of_its_own(
    battered: BatteredRound,
) -> None:
    stack, replay = battered.stack, battered.replay
    assert await revoked(stack) == []
    everybody = cast(replay, battered.size, battered.seed)
    failed = [each for each, application in everybody if application.fate.id == "fails"]
    assert len(failed) == 4
    holder, name = failed[0].uscc, failed[0].name.zh
    register = f"/review/v1/register/{replay.programme.id}"
    async with Http({"review": stack.url("review")}) as http:
        officer = Account(http, stack.issuer.mint("miit", ["officer"], office="miit"))
        owner = Account(http, stack.issuer.mint("owner", ["enterprise"], uscc=holder))

        async def entered() -> tuple[str, str]:
            page = await Account(http, None).get(register, q=name)
            (one,) = (each for each in page["recognitions"] if each["subject"] == holder)
            return one["recognition"], one["status"]

        async def refused(path: str, body: dict[str, str]) -> str:
            answer = await officer.call("POST", path, json=body)
            assert answer.status_code == 409, answer.text
            return str(answer.json()["type"].rpartition("/")[2])

        recognition, status = await entered()
        assert status == "valid"
        path = f"{register}/{recognition}/revocations"
        charge = {"reason": "false_statements", "facts": "不实。", "evidence": "核查报告。"}
        ruling = {"outcome": "revoked", "opinion": "予以撤销。"}
        await officer.ask("POST", path, json=charge)
        assert await refused(f"{path}/1/ruling", ruling) == "hearing-outstanding"
        await owner.ask("POST", f"{path}/1/statements", json={"text": "有异议。"})
        await officer.ask("POST", f"{path}/1/ruling", json=ruling)
        assert await entered() == (recognition, "revoked")
        for again, body in ((path, charge), (f"{path}/1/ruling", ruling)):
            assert await refused(again, body) == "recognition-revoked"

        await owner.ask("POST", f"{path}/1/appeal", json={"grounds": "处理过重。"})
        dismissal = {"outcome": "dismissed", "opinion": "维持。"}
        await officer.ask("POST", f"{path}/1/appeal/ruling", json=dismissal)
        assert await refused(f"{path}/1/appeal/ruling", dismissal) == "appeal-decided"
        assert await refused(f"{path}/1/ruling", ruling) == "recognition-revoked"
        assert await entered() == (recognition, "revoked")

    await all_balances(battered)
    assert await revoked(stack) == [recognition]
    await asyncio.to_thread(all_printed_is_equal, stack.places.base)


async def all_balances(battered: BatteredRound) -> None:
    """The figures of the round are as published, and the books balance."""
    assert [line.name.en for line in await battered.figures() if not line.equal] == []
    audit = await final_audit(find_servers([battered.stack.places.base]))
    assert [one for account in audit.accounts for one in account.wrong] == []


def all_printed_is_equal(base: Path) -> None:
    """`laurel figures` of the stack in this folder finds no value that differs."""
    status, printed = laurel("figures", "step", "--base", str(base))
    assert status == 0, printed


async def revoked(stack: LocalStack) -> list[str]:
    """The recognitions that agencies have heard to be revoked; a repetition counts once."""
    servers = find_servers([stack.places.base])
    topics = {f"{servers.topic_prefix}.{TOPIC}": read_plans().topics[TOPIC].partitions}
    consumer = AIOKafkaConsumer(**servers.kafka.arguments(), enable_auto_commit=False)
    await consumer.start()
    try:
        heard = [read(as_message(record)) async for record in kept_records(consumer, topics)]
    finally:
        await consumer.stop()
    events = {each.id: each.event for each in heard}.values()
    return [event.recognition for event in events if isinstance(event, OutcomeRevoked)]
