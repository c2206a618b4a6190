"""A house in which there is something of everything that its interfaces can be asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.clients.enterprise import Application, Enterprise
from tests.clients.of_register import of_register
from tests.clients.papers import COMPLETE
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.journeys.test_objection import file_objection

Values = Mapping[str, list[str]]
"""Values by the name of a parameter or of a field."""

LACKING = "M05"
OF_THE_FIRST = 1
"""The entry of whoever was accepted first."""
AT_INTAKE = "/intake/v1/applications/{application}"
FILE_OF_DRAFT = f"{AT_INTAKE}/materials/{{material}}"
STAGED_FILE = f"{AT_INTAKE}/supplement/items/{{material}}"
ANSWER = "POST /review/v1/lists/{list}/objections/{objection}/answer"
CORRECTION = "POST /review/v1/lists/{list}/corrections/preview"
ENDS_A_DRAFT = (f"DELETE {AT_INTAKE}", f"POST {AT_INTAKE}/submission")
CHANGES_A_DRAFT = (f"PATCH {AT_INTAKE}", f"POST {AT_INTAKE}/materials", f"DELETE {FILE_OF_DRAFT}")
MEETINGS = "/review/v1/rounds/{programme}/{round}/meetings"
OF_MEETINGS = (
    f"GET {MEETINGS}",
    f"POST {MEETINGS}",
    *(
        f"{operation[0]} {MEETINGS}/{{meeting}}{operation[1]}"
        for operation in (
            ("GET", ""),
            ("PUT", ""),
            ("GET", "/agenda"),
            ("POST", "/agenda"),
            ("POST", "/agenda/waiting"),
            ("POST", "/agenda/adjournments"),
            ("PUT", "/attendance"),
            ("POST", "/recusals"),
            ("POST", "/votes"),
            ("POST", "/closing"),
            ("POST", "/adjournment"),
            ("GET", "/minutes.pdf"),
        )
    ),
)


@dataclass(frozen=True)
class Everything:
    """What there is: for one operation by its name, and for all; and which enterprise asks."""

    uscc: str
    of_one: Mapping[str, Values]
    of_all: Values
    uscc_of_one: Mapping[str, str]

    def values(self, operation: str, name: str) -> list[str]:
        """What may stand there for a parameter or field of an operation; empty for anything."""
        return self.of_one.get(operation, {}).get(name) or self.of_all.get(name, [])


async def everything(
    announced: SmallRound, first: SmallRound, second: SmallRound, committee: str
) -> Everything:
    """Plays a round to its end, and two until a list is under notice while the next call is open.

    Then there is a case, a draft and a notice in every state; `committee` is a round, as addresses
    have it, in which one votes.
    """
    corrected = await _corrected(announced)
    first.open()
    winner = await first.accepted()
    list_ = await first.listed(winner, await first.accepted(), await first.accepted())
    second.open()
    await second.province.open_notice(list_)
    objections = [await _objection(second, list_, OF_THE_FIRST) for _ in range(2)]
    await second.province.verify_objection(list_, objections[0])
    await second.province.serve_objection(list_, objections[0])
    me = await second.enterprise()
    drafts = {name: [await _draft(second, me)] for name in (*ENDS_A_DRAFT, *CHANGES_A_DRAFT)}
    asked = [await _asked(second, me) for _ in range(4)]
    staged = await asked[0].hand_in(LACKING)
    await asked[1].hand_in(LACKING)
    ended = [await _submitted(second, me) for _ in range(3)]
    incomplete = await _submitted(second, me, LACKING)
    opened = [await _submitted(second, me) for _ in range(4)]
    for application in opened[:2]:
        await second.association.accept(application)
    await second.asked((LACKING,), mail="bounce")
    materials = (await drafts[f"DELETE {FILE_OF_DRAFT}"][0].view())["materials"]
    of_one: dict[str, Values] = {
        **{name: {"application": ids(of)} for name, of in drafts.items()},
        f"DELETE {FILE_OF_DRAFT}": {
            "application": ids(drafts[f"DELETE {FILE_OF_DRAFT}"]),
            "material": [material["id"] for material in materials],
        },
        f"GET {FILE_OF_DRAFT}": {
            "application": ids(drafts[f"PATCH {AT_INTAKE}"]),
            "material": [
                material["id"]
                for material in (await drafts[f"PATCH {AT_INTAKE}"][0].view())["materials"]
            ],
        },
        f"DELETE {STAGED_FILE}": {
            "application": [asked[0].id],
            "material": [material["id"] for material in staged["staged"]["materials"]],
        },
        f"POST {AT_INTAKE}/withdrawal": {"application": [ended[0].id]},
        "POST /review/v1/cases/{application}/non-acceptance": {"application": [ended[1].id]},
        "POST /review/v1/cases/{application}/acceptance": {"application": [ended[2].id]},
        "POST /review/v1/cases/{application}/notification": {"application": [incomplete.id]},
        f"POST {AT_INTAKE}/supplement/submission": {"application": [asked[1].id]},
        f"POST {AT_INTAKE}/supplement": {"application": [asked[2].id]},
        f"POST {AT_INTAKE}/supplement/items": {"application": [asked[3].id]},
        f"GET {AT_INTAKE}/supplement": {"application": ids(asked)},
        **(await _meetings(second, committee)),
        ANSWER: {"objection": objections[:1]},
        CORRECTION: corrected,
        "POST /notify/v1/notices/{notice}/service": {"notice": await _undelivered(second)},
        **(await of_register(second, me.uscc)),
    }
    of_all = {
        "uscc": [me.uscc],
        "application": [each.id for each in (*asked, *opened)],
        "number": [each.number for each in opened[:2]],
        "programme": [second.programme.id],
        "round": [second.round.id, first.round.id],
        "list": [list_],
        "objection": objections,
        "notice": [notice["id"] for notice in await me.inbox()],
        "id": ["recommended_2018"],
        "unit": ["count"],
        "as_of": ["2010-12-31"],
        "category": [category.id for category in second.programme.categories],
        "district": [district.id for district in second.programme.districts],
        "industry": ["3912"],
    }
    return Everything(me.uscc, of_one, of_all, {ANSWER: winner.owner.uscc})


def ids(applications: Iterable[Application]) -> list[str]:
    """The ids of applications."""
    return [application.id for application in applications]


async def _corrected(round_: SmallRound) -> Values:
    """An announced list, and one that it has recognised."""
    round_.open()
    winner = await round_.accepted()
    list_ = await round_.listed(winner)
    round_.end_notice(await round_.province.open_notice(list_))
    await round_.province.announce(list_)
    await round_.is_told(winner, "recognised")
    return {"list": [list_], "application": [winner.id]}


async def _objection(round_: SmallRound, list_: str, entry: int) -> str:
    return str((await file_objection(round_.public, list_, entry)).json()["objection"])


async def _draft(round_: SmallRound, owner: Enterprise, *lacking: str) -> Application:
    draft = await owner.draft(round_.programme.id, round_.round.id)
    await draft.upload(*(item for item in COMPLETE if item not in lacking))
    return draft


async def _submitted(round_: SmallRound, owner: Enterprise, *lacking: str) -> Application:
    application = await _draft(round_, owner, *lacking)
    await application.submit()
    await until("a case", lambda: round_.association.has_case(application), bool)
    return application


async def _asked(round_: SmallRound, owner: Enterprise) -> Application:
    application = await _submitted(round_, owner, LACKING)
    await round_.association.notify(application)
    await round_.due_at(application)
    return application


async def _undelivered(round_: SmallRound) -> list[str]:
    async def failed() -> list[str]:
        path = f"/notify/v1/rounds/{round_.path}/failed-deliveries"
        found = await round_.province.officer.get(path)
        return [notice["id"] for notice in found["notices"]]

    return await until("a failed delivery", failed, bool)


async def _meetings(round_: SmallRound, committee: str) -> dict[str, Values]:
    """A meeting of its own for each operation that ends or moves one."""
    programme, _, round_id = committee.partition("/")
    path = f"/review/v1/rounds/{committee}/meetings"
    found: dict[str, Values] = {}
    for number, operation in enumerate(OF_MEETINGS, 1):
        plan = {"number": number, "held_on": "2019-05-10", "venue": "一号会议室"}
        planned = await round_.province.reviewer.ask("POST", path, json=plan)
        found[operation] = {
            "programme": [programme],
            "round": [round_id],
            "meeting": [planned["meeting"]],
        }
    return found
