"""Edge case 9: a re-evaluation in which one does not submit and one is merged."""

from datetime import date, datetime, timedelta
from typing import Any

from shared.calendar import beijing_date
from tests.clients.enterprise import Application, Enterprise, key
from tests.clients.http import Account, Http
from tests.clients.papers import parts
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until, until_equal
from tests.journeys.conftest import House

TITLES = "编号,统一社会信用代码,单位名称,认定内容,认定日期,最近复核通过日期,地区,有效期至,来源文件"
SUMMARY = "近三年持续开展技术创新，建立研发平台，形成核心技术与标准，成果已批量应用。" * 4
INTO = "91350100M000100Y43"


class Reevaluation(SmallRound):
    """A round of re-evaluation; what is in the register holds `until` a day."""

    def __init__(self, http: Http, house: House) -> None:
        round_ = house.cohorts.round(next(house.rounds).id)
        super().__init__(http, house.stack, house.cohorts, round_)
        officer = house.stack.issuer.mint("miit", ["officer"], office="miit")
        panel = house.stack.issuer.mint("panel", ["reviewer"], office="evaluation-panel")
        self.officer, self.panel = Account(http, officer), Account(http, panel)
        self.province.officer, self.province.reviewer = self.officer, self.panel
        self.cohort = f"/review/v1/rounds/{self.path}/cohort"
        self.until = date(self.round.year + 1, 12, 31)

    async def enter(self, rows: list[tuple[Enterprise, date, date | None]]) -> None:
        """Enters these in the register: who, since when, and when it passed last."""
        lines = [TITLES]
        for n, (owner, since, passed) in enumerate(rows, 1):
            number, name = f"T-{self.round.id}-{n:02}", owner.profile()["name"]["zh"]
            of = f"{since},{passed or ''},广东省,{self.until},文件"
            lines.append(f"{number},{owner.uscc},{name},示范企业,{of}")
        path = f"/review/v1/register/{self.programme.id}/sheet"
        sent: dict[str, Any] = {
            "content": "\n".join(lines).encode(),
            "headers": {"Content-Type": "text/csv"},
        }
        shown = await self.officer.ask("POST", f"{path}/preview", **sent)
        query = {"confirmation": shown["confirmation"]}
        await self.officer.ask("POST", path, params=query, **sent)

    async def states(self) -> dict[str, int]:
        """How many members are in each state, and how many there are in all."""
        found = await self.public.get(self.cohort)
        states = {one["state"]: one["members"] for one in found["states"]}
        return {**states, "members": found["members"]}

    async def draft_of(self, owner: Enterprise) -> Application:
        """Waits until the draft is there that has come with the call."""

        async def drafts() -> list[dict[str, Any]]:
            found = await owner.get("/intake/v1/applications")
            return list(found["applications"])

        (draft,) = await until("the draft of the call", drafts, bool)
        return Application(owner, draft["id"])

    async def submitted_by(self, owner: Enterprise) -> Application:
        """Its application, filled in and submitted."""
        application = await self.draft_of(owner)
        said = {"district": "guangdong", "answers": {"summary": SUMMARY}}
        any_version = {"If-Match": "*"}
        await owner.ask("PATCH", application.path, json=said, headers=any_version)
        files = parts(["M20", "M02", "M11"])
        await owner.ask("POST", f"{application.path}/materials", files=files)
        await application.submit()
        return application


async def test_edge_case_9_the_cohort_stays_whole_whoever_fails_is_merged_or_does_not_submit(
    house: House,
) -> None:
    async with Http(house.urls) as http:
        of = Reevaluation(http, house)
        of.open()
        owners = [await of.enterprise() for _ in range(6)]
        due, early = (date(of.round.year - years, 3, 1) for years in (3, 6))
        rows: list[tuple[Enterprise, date, date | None]] = [
            *((owner, due, None) for owner in owners[:3]),
            *((owner, early, due) for owner in owners[3:5]),
            (owners[5], early, None),
        ]
        await of.enter(rows)
        opened = await of.province.confirm(of.cohort)
        assert (opened["members"], opened["year"]) == (5, of.round.year - 3)
        again = await of.officer.call("POST", of.cohort, json={})
        assert (again.status_code, again.json()["members"]) == (200, 5)

        refused = await owners[5].call(
            "POST",
            "/intake/v1/applications",
            json={
                "programme": of.programme.id,
                "round": of.round.id,
                "product": {"zh": "示范企业", "en": "Enterprise"},
                "category": "demonstration-enterprise",
                "answers": {},
            },
            **key(),
        )
        assert (refused.status_code, "not-called" in refused.text) == (409, True), refused.text
        passing, failing = [await of.submitted_by(one) for one in owners[:2]], owners[2]
        failed = await of.submitted_by(failing)
        silent, merged = await of.draft_of(owners[3]), await of.draft_of(owners[4])
        merger = {"into": INTO, "name": {"zh": "某某集团", "en": "Group"}, "reason": "合并通知书"}
        path = f"{of.cohort}/members/{merged.id}/merger"
        for _ in range(2):
            assert (await of.officer.ask("PUT", path, json=merger))["state"] == "merged"
        await of.is_shown(merged, "called", "call_merged")
        late = await owners[4].call("POST", f"{merged.path}/submission", **key())
        assert (late.status_code, "call-ended" in late.text) == (409, True), late.text

        of.now(of.round.closes_at + timedelta(minutes=5))
        ends = {"called": 0, "submitted": 3, "not_submitted": 1, "merged": 1, "members": 5}
        await until_equal("states of the cohort", of.states, ends)
        await of.is_shown(silent, "called", "call_ended")
        for application in passing:
            assert (await of.province.decide(application, "pass"))["done"]
        row = await of.province.decide(failed, "fail", "score_too_low")
        assert row["done"], row
        list_ = await of.province.freeze(of.path)
        of.now(of.working_day(of.round.closes_at, 3))
        await of.province.announce(list_)
        await of.figures_become(
            cohort="5", passed="2", failed="1", not_submitted="1", merged="1", pass_rate="40.0"
        )
        assert await of.states() == ends

        page = await of.public.get(f"/review/v1/lists/{list_}")
        announced = beijing_date(datetime.fromisoformat(page["announced_at"]))
        renewed = ("valid", announced.replace(year=announced.year + 3).isoformat(), 1)

        async def register() -> dict[str, tuple[str, str, int]]:
            path = f"/review/v1/register/{of.programme.id}"
            page = await of.public.get(path, q=f"T-{of.round.id}")
            return {
                one["subject"]: (one["status"], one["until"], len(one["renewals"]))
                for one in page["recognitions"]
            }

        # Whoever failed, was silent or merged keeps what it had; nothing is revoked.
        as_before = ("valid", of.until.isoformat(), 0)
        expected = dict.fromkeys((one.uscc for one in owners[:2]), renewed)
        expected |= dict.fromkeys((one.uscc for one in owners[2:]), as_before)
        await until_equal("the register", register, expected)
        await of.is_shown(passing[0], "renewed")
