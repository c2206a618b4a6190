"""An enterprise registers, drafts, uploads, checks, submits, and asks where it stands."""

from tests.store.intake.portal import DRAFT, PROFILE, Portal, part, problem
from tests.unit.intake.applications import NOON, ROUND, USCC
from tests.unit.intake.files import pdf, png


async def test_open_calls_are_told_to_everybody(portal: Portal) -> None:
    answer = await portal.call("GET", "/calls", headers={})
    [call] = answer.json()["calls"]
    assert (call["programme"], call["round"]) == ("gd-hightech-product-jiangmen", "2019")
    assert [material["id"] for material in call["materials"]][:2] == ["M01", "M02"]
    portal.set(ROUND.closes_at)
    assert (await portal.call("GET", "/calls", headers={})).json() == {"calls": []}


async def test_an_enterprise_registers_once_and_changes_by_putting_again(portal: Portal) -> None:
    first, same = await portal.register(), await portal.register()
    renamed = await portal.register(name={"zh": "新名", "en": "New name"})
    assert [answer.status_code for answer in (first, same, renamed)] == [201, 200, 200]
    assert first.json()["industry"] == "3912"
    assert renamed.json()["former_names"] == [PROFILE["name"]]
    kinds = [event.type for event in await portal.events("enterprises")]
    assert kinds == ["laurel.enterprise.registered.v1", "laurel.enterprise.changed.v1"]
    assert (await portal.call("GET", f"/enterprises/{USCC}")).json() == renamed.json()


async def test_the_code_is_normalised_in_answers_and_events(portal: Portal) -> None:
    path = f"/enterprises/{USCC[:6].lower()} {USCC[6:].lower()}"
    answer = await portal.call("PUT", path, json=PROFILE)
    assert answer.json()["uscc"] == USCC
    [event] = await portal.events("enterprises")
    assert event.model_dump()["uscc"] == USCC


async def test_a_new_name_stands_on_drafts_at_once(portal: Portal) -> None:
    path = await portal.a_draft()
    await portal.register(name={"zh": "新名", "en": "New name"}, district="xinhui")
    view = (await portal.call("GET", path)).json()
    assert (view["enterprise"]["en"], view["district"]) == ("New name", "xinhui")


async def test_from_draft_to_receipt(portal: Portal) -> None:
    path = await portal.a_draft()
    uploaded = await portal.upload(path, part("M01", pdf(2)), part("M02", png(), "执照.pdf"))
    assert [(m["requirement"], m["kind"], m["pages"]) for m in uploaded.json()["materials"]] == [
        ("M01", "pdf", 2),
        ("M02", "png", 1),
    ]
    amended = await portal.call(
        "PATCH", path, match=uploaded.headers["etag"], json={"answers": {"high_impact": False}}
    )
    assert amended.json()["answers"] == {"regulated": False, "high_impact": False}
    check = (await portal.call("GET", f"{path}/self-check")).json()
    status = {finding["requirement"]: finding["status"] for finding in check["findings"]}
    assert not check["complete"]
    assert (status["M01"], status["M05"], status["M10"]) == ("met", "missing", "not_applicable")
    assert {"branches": [["M07"], ["M08"], ["M09"]], "choose": 1, "ways": []} in check["demands"]
    assert all(demand["branches"] != [["M01"]] for demand in check["demands"])
    receipt = await portal.submit(path)
    assert receipt.status_code == 201
    assert receipt.json() == {
        "id": path.rpartition("/")[2],
        "number": "GHPJ-2019-000001",
        "received_at": "2019-07-01T04:00:00.000Z",
        "stage": "submitted",
    }
    [event] = await portal.events()
    told = event.model_dump()
    assert (told["number"], told["received_at"]) == ("GHPJ-2019-000001", NOON)
    assert [m["filename"] for m in told["materials"]] == ["M01.pdf", "执照.pdf"]
    timeline = (await portal.call("GET", f"{path}/timeline")).json()
    assert (timeline["turn"], timeline["due_at"]) == ("association", None)
    assert [line["what"] for line in timeline["events"]] == ["draft_opened", "submitted"]


async def test_a_file_is_fetched_as_it_was_handed_in(portal: Portal) -> None:
    path = await portal.a_draft()
    sent = pdf()
    [material] = (await portal.upload(path, part("M01", sent, "表.pdf"))).json()["materials"]
    got = await portal.call("GET", f"{path}/materials/{material['id']}")
    assert got.content == sent
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''%E8%A1%A8.pdf"
    gone = await portal.call("DELETE", f"{path}/materials/{material['id']}")
    assert gone.status_code == 204
    assert (await portal.call("GET", path)).json()["materials"] == []


async def test_the_same_bytes_for_the_same_requirement_are_one_material(portal: Portal) -> None:
    path, sent = await portal.a_draft(), pdf()
    first = await portal.upload(path, part("M01", sent), part("M05", sent))
    second = await portal.upload(path, part("M01", sent), part("M01", sent))
    assert second.json()["version"] == first.json()["version"]
    assert second.json()["materials"] == first.json()["materials"][:1]
    assert await portal.database["materials.files"].count_documents({}) == 2


async def test_the_same_key_finds_the_same_draft(portal: Portal) -> None:
    await portal.register()
    one, two, other = await portal.draft("a"), await portal.draft("a"), await portal.draft("b")
    assert one.json() == two.json()
    assert one.json()["id"] != other.json()["id"]
    portal.set(ROUND.closes_at)
    assert (await portal.draft("a")).json() == one.json()


async def test_submitting_again_with_the_same_key_gets_the_same_receipt(portal: Portal) -> None:
    path = await portal.a_draft()
    first, again = await portal.submit(path), await portal.submit(path)
    portal.set(ROUND.closes_at)
    late = await portal.submit(path)
    assert [a.status_code for a in (first, again, late)] == [201, 200, 200]
    assert first.json() == again.json() == late.json()
    assert len(await portal.events()) == 1


async def test_own_applications_come_page_by_page(portal: Portal) -> None:
    await portal.register()
    made = [(await portal.draft(f"k{n}")).json()["id"] for n in range(5)]
    seen: list[str] = []
    more: str | None = None
    while True:
        query = {"limit": "2"} | ({"cursor": more} if more else {})
        page = (await portal.call("GET", "/applications", params=query)).json()
        seen += [application["id"] for application in page["applications"]]
        more = page["next"]
        if more is None:
            break
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))


async def test_the_association_sees_how_far_a_round_has_come(portal: Portal) -> None:
    await portal.submit(await portal.a_draft("a"))
    await portal.a_draft("b")
    path = f"/rounds/{DRAFT['programme']}/2019/progress"
    answer = await portal.call("GET", path, headers=portal.token("association"))
    found = answer.json()
    assert (found["counts"]["draft"], found["counts"]["submitted"]) == (1, 1)
    assert found["supplement_open"] == 0


async def test_an_office_sees_what_any_enterprise_has_submitted_and_no_draft(
    portal: Portal,
) -> None:
    path = await portal.a_draft()
    for role in ("association", "reviewer", "officer"):
        draft = await portal.call("GET", path, headers=portal.token(role))
        assert problem(draft) == (404, "not-found")
    await portal.submit(path)
    for role in ("association", "reviewer", "officer"):
        answer = await portal.call("GET", path, headers=portal.token(role, office="anywhere"))
        assert answer.json()["uscc"] == USCC
