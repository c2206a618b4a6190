"""Every bad input gets a problem of its own and changes nothing."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from tests.store.intake.portal import DRAFT, PROFILE, Portal, fields, part, problem, refused
from tests.unit.intake.applications import ONE_MS, ROUND, USCC
from tests.unit.intake.files import pdf

OTHER = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("uscc", "code"),
    [
        (USCC[:-1] + "0", "uscc-check-digit"),
        (USCC[:-1], "uscc-length"),
        (USCC[:-1] + "I", "uscc-character"),
    ],
)
async def test_a_wrong_credit_code(portal: Portal, uscc: str, code: str) -> None:
    before = await portal.state()
    answer = await portal.call("PUT", f"/enterprises/{uscc}", json=PROFILE)
    assert await refused(portal, before, answer) == (422, code)
    assert fields(answer) == ["uscc"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
        ({"name": {"zh": "", "en": "x"}}, "name.zh"),
        ({"language": "fr"}, "language"),
        ({"district": "nowhere"}, "district"),
        ({"industry": "99"}, "industry"),
        ({"phone": "1"}, "phone"),
    ],
)
async def test_a_wrong_profile(portal: Portal, changes: dict[str, Any], field: str) -> None:
    before = await portal.state()
    answer = await portal.register(**changes)
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert fields(answer) == [field]


@pytest.mark.parametrize("reason", ["", " ", "\f", "\u3000\r\n"])
async def test_nobody_withdraws_for_no_reason(portal: Portal, reason: str) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    answer = await portal.call("POST", f"{path}/withdrawal", json={"reason": reason})
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert fields(answer) == ["reason"]


@pytest.mark.parametrize(
    "answers",
    [
        r'{"M04": "\ud800"}',
        r'{"\ud800": 1}',
        r'{"\ud800": "\udfff"}',
        r'{"M04": NaN}',
        r'{"M04": 1e999}',
        '{"M04": ' + "[" * 200 + "]" * 200 + "}",
    ],
)
async def test_an_answer_that_is_no_text(portal: Portal, answers: str) -> None:
    await portal.register()
    before = await portal.state()
    content = json.dumps(DRAFT | {"answers": "?"}).replace('"?"', answers).encode()
    headers = portal.token() | {"Content-Type": "application/json"}
    answer = await portal.call("POST", "/applications", key="d", content=content, headers=headers)
    assert await refused(portal, before, answer) == (422, "invalid-request")


async def test_somebody_else_s_profile(portal: Portal) -> None:
    before = await portal.state()
    answer = await portal.call("PUT", f"/enterprises/{OTHER}", json=PROFILE)
    assert await refused(portal, before, answer) == (403, "forbidden")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"programme": "nothing"}, 404, "unknown-programme"),
        ({"round": "1999"}, 404, "unknown-round"),
        ({"category": "toys"}, 422, "invalid-request"),
        ({"answers": {"shoe_size": 1}}, 422, "invalid-request"),
        ({"product": {"zh": "x"}}, 422, "invalid-request"),
    ],
)
async def test_a_wrong_draft(
    portal: Portal, changes: dict[str, Any], status: int, code: str
) -> None:
    await portal.register()
    before = await portal.state()
    answer = await portal.draft(**changes)
    assert await refused(portal, before, answer) == (status, code)


WRONG: dict[str, Any] = {"category": "no", "district": "yy", "industry": "0000"}


async def test_all_faults_of_a_draft_are_told_at_once(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    said = WRONG | {"answers": {"zz": 1, "regulated": "maybe"}}
    expected = {"industry", "category", "district", "answers.zz", "answers.regulated"}
    for number, answer in enumerate(
        (
            await portal.draft(key="e", **said),
            await portal.call("PATCH", path, match="*", json=said),
        )
    ):
        assert await refused(portal, before, answer) == (422, "invalid-request"), number
        assert set(fields(answer)) == expected
        assert len(fields(answer)) == len(expected)
    said = said | {"industry": "3912"}
    answer = await portal.draft(key="e", **said)
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert set(fields(answer)) == expected - {"industry"}
    answer = await portal.draft(key="e", **said, product={"zh": "x"}, colour="red")
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert set(fields(answer)) == expected - {"industry"} | {"product.en", "colour"}


async def test_all_faults_of_a_profile_are_told_at_once(portal: Portal) -> None:
    before = await portal.state()
    held = {"scheme": "a", "from": "2020-01-02", "until": "2020-01-01", "source": "x"}
    said: dict[str, Any] = {"district": "x", "qualifications": [held]}
    answer = await portal.register(**said, industry="1", email="nobody")
    assert await refused(portal, before, answer) == (422, "invalid-request")
    expected = {"industry", "email", "district", "qualifications.0.until"}
    assert set(fields(answer)) == expected
    assert set(fields(await portal.register(**said))) == expected - {"industry", "email"}


async def test_answers_are_kept_in_one_form_and_industries_in_half_width(portal: Portal) -> None:
    said = {"regulated": "否", "product_sales": "１２３,456.5", "high_impact": "Yes"}
    path = await portal.a_draft(answers=said, industry="ｃ３９１２")
    draft = (await portal.call("GET", path)).json()
    assert draft["answers"] == {"regulated": False, "product_sales": 123456.5, "high_impact": True}
    assert draft["industry"] == "3912"
    before = await portal.state()
    wan = await portal.call("PATCH", path, match="*", json={"answers": {"product_sales": "12万"}})
    assert await refused(portal, before, wan) == (422, "invalid-request")
    assert "without 万" in wan.json()["errors"][0]["message"]


async def test_answers_beside_files_are_told_so_and_a_file_without_a_name_gets_one(
    portal: Portal,
) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    beside = await portal.upload(path, part("M05", pdf()), ("answers", (None, b"{}")))  # type: ignore[arg-type]
    assert await refused(portal, before, beside) == (422, "invalid-request")
    assert fields(beside) == ["answers"]
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="M05"; filename=""\r\n\r\n'
    sent = await portal.call(
        "POST",
        f"{path}/materials",
        headers=portal.token() | kind,
        content=head + pdf() + b"\r\n--b--\r\n",
    )
    assert [file["filename"] for file in sent.json()["materials"]] == ["M05.pdf"]


async def test_a_draft_without_key_or_registration_or_out_of_time(portal: Portal) -> None:
    before = await portal.state()
    unknown = await portal.draft()
    assert await refused(portal, before, unknown) == (409, "enterprise-not-registered")
    await portal.register()
    before = await portal.state()
    keyless = await portal.call("POST", "/applications", json=DRAFT)
    assert await refused(portal, before, keyless) == (400, "key-required")
    portal.set(ROUND.closes_at)
    assert await refused(portal, before, await portal.draft()) == (409, "call-closed")
    portal.set(ROUND.opens_at - ONE_MS)
    assert await refused(portal, before, await portal.draft()) == (409, "call-closed")


async def test_no_token_a_wrong_role_and_somebody_else_s_draft(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    assert problem(await portal.call("GET", path, headers={})) == (401, "unauthenticated")
    officer = await portal.call("POST", f"{path}/submission", headers=portal.token("officer"))
    assert await refused(portal, before, officer) == (403, "forbidden")
    stranger = portal.token(uscc=OTHER)
    for method, suffix, more in (
        ("GET", "", {}),
        ("GET", "/timeline", {}),
        ("GET", "/self-check", {}),
        ("POST", "/submission", {"key": "s"}),
        ("POST", "/withdrawal", {"json": {"reason": "x"}}),
        ("POST", "/materials", {"files": [part("M01", pdf())]}),
        ("POST", "/supplement", {"key": "s", "files": [part("M01", pdf())]}),
        ("DELETE", "/materials/M01-0", {}),
        ("PATCH", "", {"match": '"1"', "json": {"category": "aerospace"}}),
    ):
        answer = await portal.call(method, path + suffix, headers=stranger, **more)
        assert await refused(portal, before, answer) == (404, "not-found"), (method, suffix)


async def test_a_change_needs_the_version_that_was_seen(portal: Portal) -> None:
    path = await portal.a_draft()
    body = {"category": "aerospace"}
    before = await portal.state()
    assert await refused(portal, before, await portal.call("PATCH", path, json=body)) == (
        428,
        "version-required",
    )
    stale = await portal.call("PATCH", path, match='"7"', json=body)
    assert await refused(portal, before, stale) == (412, "stale-version")
    odd = await portal.call("PATCH", path, match="seven", json=body)
    assert await refused(portal, before, odd) == (422, "invalid-request")
    several = await portal.call("PATCH", path, match='"7", "12"', json=body)
    assert await refused(portal, before, several) == (412, "stale-version")
    upload = await portal.upload(path, part("M01", pdf()), match='"7"')
    assert await refused(portal, before, upload) == (412, "stale-version")


async def test_one_of_several_versions_will_do_and_any_for_whom_that_is_enough(
    portal: Portal,
) -> None:
    path = await portal.a_draft()
    for match, version in (('"7", "1"', '"2"'), ("*", '"3"'), ('"x", W/"3"', '"4"')):
        answer = await portal.call("PATCH", path, match=match, json={"category": "aerospace"})
        assert (answer.status_code, answer.headers["etag"]) == (200, version)


async def test_submitting_twice_with_another_key_names_the_number(portal: Portal) -> None:
    path = await portal.a_draft()
    number = (await portal.submit(path, "s")).json()["number"]
    before = await portal.state()
    answer = await portal.submit(path, "t")
    assert await refused(portal, before, answer) == (409, "already-submitted")
    assert number in answer.json()["detail"]


async def test_a_submission_that_arrives_at_24_00_is_late(portal: Portal) -> None:
    path = await portal.a_draft()
    portal.set(ROUND.closes_at)
    before = await portal.state()
    assert await refused(portal, before, await portal.submit(path)) == (409, "call-closed")
    portal.set(ROUND.closes_at - ONE_MS)
    assert (await portal.submit(path)).status_code == 201


async def test_after_submission_nothing_of_it_changes(portal: Portal) -> None:
    path = await portal.a_draft()
    [material] = (await portal.upload(path, part("M01", pdf()))).json()["materials"]
    await portal.submit(path)
    before = await portal.state()
    for answer in (
        await portal.upload(path, part("M02", pdf())),
        await portal.call("DELETE", f"{path}/materials/{material['id']}"),
        await portal.call("PATCH", path, match='"3"', json={"category": "aerospace"}),
    ):
        assert await refused(portal, before, answer) == (409, "not-a-draft")


async def test_a_supplement_that_nobody_asked_for(portal: Portal) -> None:
    path = await portal.a_draft()
    more: dict[str, Any] = {"key": "k", "files": [part("M05", pdf())]}
    draft = await portal.call("POST", f"{path}/supplement", **more)
    assert problem(draft) == (409, "not-submitted")
    await portal.submit(path)
    before = await portal.state()
    answer = await portal.call("POST", f"{path}/supplement", **more)
    assert await refused(portal, before, answer) == (409, "supplement-not-asked")


@pytest.mark.parametrize(
    "position",
    ["x", "2019-07-01 a b", "0001-01-01T00:00:00+14:00 a", "9999-12-31T23:59:59-14:00 a"],
)
async def test_a_wrong_cursor(portal: Portal, position: str) -> None:
    cursor = urlsafe_b64encode(position.encode()).decode()
    wrong = await portal.call("GET", "/applications", params={"cursor": cursor})
    assert problem(wrong) == (422, "invalid-request")


async def test_an_unknown_round(portal: Portal) -> None:
    office = portal.token("officer")
    unknown = await portal.call("GET", "/rounds/nothing/2019/progress", headers=office)
    assert problem(unknown) == (404, "unknown-programme")
    enterprise = await portal.call("GET", f"/rounds/{DRAFT['programme']}/2019/progress")
    assert problem(enterprise) == (403, "forbidden")
