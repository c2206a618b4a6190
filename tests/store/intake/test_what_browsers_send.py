"""What browsers, scripts and proxies make of a request is taken as it was meant."""

import json
from typing import Any

import httpx
import pytest

from shared.contracts.reviews import MaterialsMissing
from tests.store.intake.news import a_submission, missing
from tests.store.intake.portal import DRAFT, PROFILE, Part, Portal, part, problem, refused
from tests.unit.intake.applications import USCC
from tests.unit.intake.files import pdf

LEFT_EMPTY = "application/octet-stream"
RARE = "江门\U000323af\u3000精密\u00a0仪器有限公司"


def form(*parts: tuple[str, str, str, bytes]) -> dict[str, Any]:
    """A body as a browser writes it: of each part its name, what else its head says, its type."""
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\nContent-Type: %s\r\n\r\n%s\r\n'
        % (name.encode(), more.encode(), kind.encode(), content)
        for name, more, kind, content in parts
    )
    return {"content": body + b"--b--\r\n"}


async def send(portal: Portal, path: str, *parts: tuple[str, str, str, bytes]) -> httpx.Response:
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    return await portal.call("POST", path, headers=portal.token() | kind, **form(*parts))


EMPTY = ("M07", '; filename=""', LEFT_EMPTY, b"")
FILE = ("M05", '; filename="a.pdf"', "application/pdf", pdf())


async def test_a_file_field_that_was_left_empty_is_passed_over(portal: Portal) -> None:
    path = await portal.a_draft()
    answer = await send(portal, f"{path}/materials", EMPTY, FILE, EMPTY)
    assert answer.status_code == 200, answer.text
    assert [file["requirement"] for file in answer.json()["materials"]] == ["M05"]
    before = await portal.state()
    nothing = await send(portal, f"{path}/materials", EMPTY)
    assert await refused(portal, before, nothing) == (422, "no-file")
    hollow = await portal.upload(path, part("M07", b""))
    assert await refused(portal, before, hollow) == (422, "empty-file")


async def test_answers_are_read_from_a_part_that_says_it_is_json(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M04"), missing("M05")))
    blob = ("answers", '; filename="blob"', "application/json", b'{"M04": "better"}')
    answer = await send(portal, f"{path}/supplement/items", blob, EMPTY)
    assert answer.status_code == 200, answer.text
    assert answer.json()["staged"]["answers"] == {"M04": "better"}


@pytest.mark.parametrize("etag", ['W/"%d"', '"%d-gzip"', 'W/"%d;gzip"', '"%d"', ' "%d" '])
async def test_the_etag_may_come_back_as_a_proxy_has_changed_it(portal: Portal, etag: str) -> None:
    path = await portal.a_draft()
    changed = {"category": "new-materials"}
    assert problem(await portal.call("PATCH", path, match=etag % 7, json=changed))[0] == 412
    answer = await portal.call("PATCH", path, match=etag % 1, json=changed)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')


async def test_a_key_opens_one_draft_and_not_another(portal: Portal) -> None:
    path = await portal.a_draft("k")
    other = {"product": {"zh": "机器人", "en": "Robot"}}
    before = await portal.state()
    others: list[dict[str, Any]] = [other, {"category": "electronic-information"}, {"answers": {}}]
    for changes in others:
        answer = await portal.draft("k", **changes)
        assert await refused(portal, before, answer) == (422, "key-reused")
    again = await portal.draft("k", **dict(reversed(DRAFT.items())))
    assert again.json()["id"] == path.rpartition("/")[2]
    await portal.call("PATCH", path, match='"1"', json=other)
    assert (await portal.draft("k")).json()["product"] == other["product"]


async def test_a_draft_of_a_former_version_is_found_by_its_key_alone(portal: Portal) -> None:
    path = await portal.a_draft("k")
    await portal.database["applications"].update_one({}, {"$unset": {"opened_with": 1}})
    other = {"product": {"zh": "机器人", "en": "Robot"}}
    assert (await portal.draft("k", **other)).json()["id"] == path.rpartition("/")[2]


async def test_names_with_wide_spaces_and_rare_ideographs_are_kept(portal: Portal) -> None:
    answer = await portal.register(name={"zh": f"\ufeff{RARE}\u200b", "en": "Example\u00a0Ltd"})
    assert answer.is_success, answer.text
    assert answer.json()["name"] == {"zh": RARE, "en": "Example\u00a0Ltd"}
    hidden = await portal.register(name={"zh": "甲\u202e乙", "en": "x"})
    assert problem(hidden) == (422, "invalid-request")
    path = (await portal.draft()).json()["id"]
    sent: Part = ("M05", (f"{RARE}.pdf", pdf()))
    added = await portal.upload(f"/applications/{path}", sent)
    assert added.json()["materials"][0]["filename"] == f"{RARE}.pdf"


async def test_a_code_that_was_pasted_with_invisible_characters_has_the_ones_one_sees(
    portal: Portal,
) -> None:
    pasted = "%E2%80%8B" + USCC[:9] + "%C2%AD" + USCC[9:] + "%EF%BB%BF%E2%80%8E"
    answer = await portal.call("PUT", f"/enterprises/{pasted}", json=PROFILE)
    assert answer.is_success, answer.text
    assert answer.json()["uscc"] == USCC


async def test_what_a_supplement_brings_is_the_same_in_whatever_order_it_is_written(
    portal: Portal,
) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M04"), missing("M05"), missing("M02")))

    async def sending(*parts: Any) -> httpx.Response:
        return await portal.call("POST", f"{path}/supplement", key="k", files=list(parts))

    answers = ("answers", (None, json.dumps({"M04": "better"}).encode()))
    first = await sending(part("M05", pdf()), answers)
    assert (await sending(answers, part("M05", pdf()))).json() == first.json()
    assert problem(await sending(part("M05", pdf(2)), answers)) == (422, "key-reused")


async def test_a_code_that_the_token_carries_is_let_in_whatever_its_check_character(
    portal: Portal,
) -> None:
    issued = "91350200M000100Y47"
    own = portal.token(uscc=issued)
    answer = await portal.call("PUT", f"/enterprises/{issued}", headers=own, json=PROFILE)
    assert answer.status_code == 201, answer.text
    read = await portal.call("GET", f"/enterprises/{issued}", headers=own)
    assert read.json()["uscc"] == issued
    mistyped = await portal.call("PUT", f"/enterprises/{issued}", json=PROFILE)
    assert problem(mistyped) == (422, "uscc-check-digit")
