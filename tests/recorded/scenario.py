"""A round in each phase and an application in each state, and what a fault left half done.

Played through the public interfaces. Faults are real ones: processes are killed, Kafka stands
still, and MongoDB refuses some writes.
"""

import signal
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pymongo import MongoClient

from deploy.local.stack import LocalStack
from shared.programmes import Programme
from tests.clients.enterprise import Application
from tests.clients.http import Http
from tests.clients.papers import COMPLETE
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until, until_equal

AN_INSTANT = timedelta(milliseconds=1)
PUT_OFF_FOR_LONG = 5
"""Attempts after which a parked message waits for half a minute."""

OBJECTOR = {
    "kind": "organisation",
    "name": "江门测试协会",
    "phone": "0750-0000000",
    "contact": "测试联系人",
    "seal": "江门测试协会",
}


class Scenario:
    """What is recorded; `cast` are the applications by the part that they play."""

    def __init__(self, stack: LocalStack, http: Http, programme: Programme) -> None:
        self.cast: dict[str, Application] = {}
        self.round_of: dict[str, str] = {}
        self._stack = stack
        self._rounds = {
            round_.id: SmallRound(http, stack, programme, round_) for round_ in programme.rounds
        }
        self._mongo = MongoClient[dict[str, Any]](stack.mongo, tz_aware=True)

    async def play(self) -> None:
        """From the first day of the first round to the moment that is recorded."""
        announced = await self._list_to_announce()
        noticed = await self._list_to_put_under_notice()
        await self._frozen_list()
        await self._first_days()
        await self._ends_by_the_clock()
        await self._later_days()
        await self._under_notice(noticed)
        await self._announced_in_part(announced)
        await self._sheet_applied_in_part()
        await self._while_mail_is_away()
        await self._while_notify_is_away()
        await self._while_review_is_away()
        await self._while_kafka_stands_still()

    # Rounds that are further.

    async def _list_to_announce(self) -> str:
        round_ = self._rounds["announced"]
        round_.open()
        listed = [await self._accepted(round_, f"announced_{n}") for n in range(1, 4)]
        listed.append(await self._accepted(round_, "announced_withdrawing"))
        refused = await self._accepted(round_, "announced_not_recognised")
        await round_.recommend(*listed, refused)
        for application in listed:
            await _decide(round_, application)
        await _decide(round_, refused, "not_recognise", "not_in_field")
        await self.cast["announced_1"].owner.register(name={"zh": "更名测试", "en": "Renamed"})
        list_ = await round_.province.freeze(round_.path)
        await round_.province.open_notice(list_)
        figure = f"/stats/v1/external-figures/{round_.path}/recommended_2018"
        entered = {"value": "2", "unit": "count", "source": "上年公告", "as_of": "2010-12-31"}
        await round_.province.officer.ask("PUT", figure, json=entered)
        return list_

    async def _list_to_put_under_notice(self) -> str:
        round_ = self._rounds["noticed"]
        round_.open()
        return await round_.listed(
            *[await self._accepted(round_, f"noticed_{n}") for n in range(1, 5)]
        )

    async def _frozen_list(self) -> None:
        round_ = self._rounds["frozen"]
        round_.open()
        listed = [await self._accepted(round_, f"frozen_{n}") for n in range(1, 3)]
        refused = await self._accepted(round_, "frozen_not_recognised")
        await round_.recommend(*listed, refused)
        for application in listed:
            await _decide(round_, application)
        await _decide(round_, refused, "not_recognise", "no_sales")
        await round_.province.freeze(round_.path)

    # The open round.

    async def _first_days(self) -> None:
        round_ = self._rounds["open"]
        round_.open()
        self._add(round_, "draft_empty", await round_.draft("M01"))
        for part in ("draft_ready", "submitted_unheard", "submitted_unpublished"):
            self._add(round_, part, await round_.draft(*COMPLETE))
        for part in ("expired", "reopened"):
            self._add(round_, part, await round_.asked(["M05"]))
        self._add(round_, "still_incomplete", await round_.asked(["M02", "M05"]))
        for part in ("refused", "withdrawn", "accepted_by_statute"):
            self._add(round_, part, await round_.submitted())
        await _refuse(round_, self.cast["refused"], "out_of_scope")
        await self._withdrawn("withdrawn")
        for part in ("accepted_1", "accepted_2", "sheet_applied", "sheet_waiting"):
            await self._accepted(round_, part)
        recommended = (
            *("recommended_1", "recommended_2", "to_recognise_1", "to_recognise_2"),
            *("not_to_recognise", "withdrawn_recommended"),
        )
        await round_.recommend(*[await self._accepted(round_, part) for part in recommended])
        for part in ("to_recognise_1", "to_recognise_2"):
            await _decide(round_, self.cast[part])
        await _decide(round_, self.cast["not_to_recognise"], "not_recognise", "ip_unrelated")
        await self._withdrawn("withdrawn_recommended")

    async def _ends_by_the_clock(self) -> None:
        round_ = self._rounds["open"]
        due_at = await round_.due_at(self.cast["reopened"])
        await self._supplemented("still_incomplete")
        await _refuse(round_, self.cast["still_incomplete"], "still_incomplete")
        told = ["materials_missing"]
        for day in (4, 5):
            round_.now(round_.working_day(round_.round.opens_at, day, hour=10))
            told.insert(0, "supplement_due")
            for part in ("expired", "reopened"):
                await self._is_told(part, *told)
        # Review can't hear the supplement before the clock has ended the case.
        self._refuse_writes("reopened")
        round_.stop_at(due_at - AN_INSTANT)
        await self.cast["reopened"].supplement("M05")
        await self._parked("review", [PUT_OFF_FOR_LONG])
        self._refuse_writes()
        round_.now(due_at)
        for part in ("expired", "reopened"):
            await round_.reaches(self.cast[part], "not_accepted")
        await self._is_told("expired", "not_accepted", *told)
        await round_.reaches(self.cast["reopened"], "formal_review")
        await self._is_told("reopened", "reopened", "not_accepted", *told)

    async def _later_days(self) -> None:
        round_ = self._rounds["open"]
        round_.now(round_.working_day(round_.round.opens_at, 6))
        for part in ("complete", "withdrawal_unheard", "judged"):
            self._add(round_, part, await round_.submitted())
        await round_.association.judge(self.cast["judged"], "M01", "invalid", "not_sealed")
        for part in ("incomplete", "notice_unwritten", "mail_away", "refused_unsent"):
            self._add(round_, part, await round_.submitted(["M05"]))
        for part in ("awaiting", "supplement_unheard", "returned_complete"):
            self._add(round_, part, await round_.asked(["M05"]))
        self._add(round_, "returned_incomplete", await round_.asked(["M02", "M05"]))
        for part in ("awaiting", "supplement_unheard"):
            await round_.due_at(self.cast[part])
        for part in ("returned_complete", "returned_incomplete"):
            await self._supplemented(part)
        self._add(round_, "bounced", await round_.asked(["M05"], mail="bounce"))
        await self._is_told("bounced", "materials_missing", status="escalated")
        await round_.reaches(self.cast["accepted_by_statute"], "accepted")

    # What was half done.

    async def _under_notice(self, list_: str) -> None:
        round_ = self._rounds["noticed"]
        await round_.province.open_notice(list_)
        filed = [await _object(round_, list_, entry) for entry in (1, 2, 3)]
        decide = round_.province.decide_objection
        await decide(list_, filed[0]["objection"], "upheld", "facts_confirmed")
        await decide(list_, filed[1]["objection"], "dismissed", "facts_not_confirmed")

    async def _announced_in_part(self, list_: str) -> None:
        round_ = self._rounds["announced"]
        late = await round_.public.call(
            "POST", f"/review/v1/lists/{list_}/objections", json=_objection(1)
        )
        assert late.status_code == 409, late.text
        self._refuse_writes("announced_3", "announced_withdrawing")
        assert (await self.cast["announced_withdrawing"].try_withdraw()).is_success
        await self._parked("review", [3, 4, PUT_OFF_FOR_LONG])
        await round_.province.announce(list_)
        for part in ("announced_1", "announced_2"):
            await round_.is_told(self.cast[part], "recognised")
        await round_.is_told(self.cast["announced_not_recognised"], "not_recognised")

    async def _sheet_applied_in_part(self) -> None:
        round_ = self._rounds["open"]
        self._refuse_writes("announced_3", "announced_withdrawing", "sheet_waiting")
        rows = [self.cast["sheet_applied"], self.cast["sheet_waiting"]]
        answer = await round_.city.try_recommend(round_.path, rows, sheet="sheet-2")
        assert answer.is_success, answer.text
        await round_.reaches(self.cast["sheet_applied"], "recommended")

    async def _while_mail_is_away(self) -> None:
        round_ = self._rounds["open"]
        self._stack.kill("mail")
        await round_.association.notify(self.cast["mail_away"])
        await _refuse(round_, self.cast["refused_unsent"], "out_of_scope")
        await self._is_told("mail_away", "materials_missing", status="waiting")
        await self._is_told("refused_unsent", "not_accepted", status="waiting")

    async def _while_notify_is_away(self) -> None:
        round_ = self._rounds["open"]
        self._stack.kill("notify")
        # By now those who await a supplement would have been reminded.
        round_.now(round_.working_day(round_.round.opens_at, 9) + timedelta(days=1, minutes=30))
        await round_.association.notify(self.cast["notice_unwritten"])

    async def _while_review_is_away(self) -> None:
        self._stack.kill("review")
        await self.cast["supplement_unheard"].supplement("M05")
        assert (await self.cast["withdrawal_unheard"].try_withdraw()).is_success
        await self.cast["submitted_unheard"].submit()

        async def submitted() -> int:
            board = await self._rounds["open"].public.get(
                f"/stats/v1/rounds/{self._rounds['open'].path}/board"
            )
            return next(int(s["count"]) for s in board["funnel"] if s["milestone"] == "submitted")

        expected = sum(1 for part in self.cast if self._submitted(part))
        await until_equal("submitted applications on the board", submitted, expected)

    async def _while_kafka_stands_still(self) -> None:
        kafka = self._stack.infra.kafka.child
        assert kafka is not None
        kafka.signal(signal.SIGSTOP)
        await self.cast["submitted_unpublished"].submit()
        self._stack.kill("intake")
        self._stack.kill("stats")
        kafka.signal(signal.SIGCONT)
        self._mongo.close()

    # Parts of the above.

    def _add(self, round_: SmallRound, part: str, application: Application) -> Application:
        assert part not in self.cast
        self.cast[part] = application
        self.round_of[part] = round_.round.id
        return application

    async def _accepted(self, round_: SmallRound, part: str) -> Application:
        return self._add(round_, part, await round_.accepted())

    async def _withdrawn(self, part: str) -> None:
        assert (await self.cast[part].try_withdraw()).is_success
        await self._rounds[self.round_of[part]].reaches(self.cast[part], "withdrawn")

    async def _supplemented(self, part: str) -> None:
        round_ = self._rounds[self.round_of[part]]
        await round_.due_at(self.cast[part])
        await self.cast[part].supplement("M05")
        await round_.reaches(self.cast[part], "formal_review")

    def _submitted(self, part: str) -> bool:
        return self.round_of[part] == "open" and bool(self.cast[part].number)

    async def _is_told(self, part: str, *kinds: str, status: str = "delivered") -> None:
        """Waits until these notices, the newest first, are in its inbox and all have arrived."""

        async def told() -> list[tuple[str, str]]:
            notices = await self.cast[part].owner.notices()
            return [(notice["kind"], notice["status"]) for notice in notices]

        await until_equal(f"notices of {part}", told, [(kind, status) for kind in kinds])

    def _refuse_writes(self, *parts: str) -> None:
        """Has MongoDB refuse every write to the cases of these, and of no others."""
        refused = [self.cast[part].id for part in parts]
        self._database("review").command(
            "collMod", "cases", validator={"_id": {"$nin": refused}} if refused else {}
        )

    async def _parked(self, service: str, attempts: list[int]) -> None:
        async def parked() -> list[int]:
            return [found["attempts"] for found in self._database(service)["parked"].find()]

        await until("a parked message", parked, lambda seen: len(seen) == 1 and seen[0] in attempts)

    def _database(self, service: str) -> Any:
        return self._mongo[self._stack.database(service)]

    def told(self) -> dict[str, dict[str, str]]:
        """Who plays which part, for whoever goes on from the recording."""
        return {
            part: {
                "round": self.round_of[part],
                "id": application.id,
                "number": application.number,
                "uscc": application.owner.uscc,
                "email": application.owner.email,
            }
            for part, application in self.cast.items()
        }


async def _decide(
    round_: SmallRound,
    application: Application,
    verdict: str = "recognise",
    reason: str | None = None,
) -> None:
    row = await round_.province.decide(application, verdict, reason)
    assert row["done"], row


async def _refuse(round_: SmallRound, application: Application, reason: str) -> None:
    path = f"/review/v1/cases/{application.id}/non-acceptance"
    await round_.association.ask("POST", path, json={"reason": reason})


async def _object(round_: SmallRound, list_: str, entry: int) -> Mapping[str, Any]:
    path = f"/review/v1/lists/{list_}/objections"
    found: Mapping[str, Any] = await round_.public.ask("POST", path, json=_objection(entry))
    await round_.province.verify_objection(list_, found["objection"])
    return found


def _objection(entry: int) -> dict[str, Any]:
    return {
        "entry": entry,
        "objector": OBJECTOR,
        "facts": "该产品的专利权人并非申报单位。",
        "evidence": "专利登记簿副本，编号ZL000000000000.0。",
    }
