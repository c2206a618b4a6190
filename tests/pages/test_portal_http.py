"""What the portal answers, without a browser: sessions, forms, conflicts, refusals."""

import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from services.portal.senders.interfaces import Refused, WrongField
from tests.pages.portal_world import (
    COOKIE,
    OFFICER,
    PROGRAMME,
    ROUND,
    PortalWorld,
    asked_supplement,
    notice,
)

HTML = {"accept": "text/html"}
OURS = {"sec-fetch-site": "same-origin"}
CALL = f"/portal/calls/{PROGRAMME}/{ROUND}"


@pytest.fixture
def world() -> PortalWorld:
    """Services of which a test says how things stand."""
    return PortalWorld()


@pytest.fixture
async def browser(world: PortalWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who is signed in."""
    transport = httpx.ASGITransport(app=world.app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://x", cookies=world.sign_in(), headers=HTML
    ) as client:
        yield client


@pytest.fixture
async def visitor(world: PortalWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who is not."""
    transport = httpx.ASGITransport(app=world.app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://x", headers=HTML) as client:
        yield client


async def test_the_open_calls_are_for_everybody(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/portal/?lang=zh")
    assert page.status_code == 200
    assert "2019年7月12日（星期五）24:00前" in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_the_last_pass_rate_names_its_base(
    visitor: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.call["round_before"] = "2018"
    page = (await visitor.get("/portal/?lang=en")).text
    assert "80.5% (2018: 7 of 9, products recommended)" in page


async def test_whoever_signs_in_goes_on_where_they_wanted(visitor: httpx.AsyncClient) -> None:
    asked = await visitor.get("/portal/inbox?lang=en")
    assert asked.status_code == 303
    to_issuer = await visitor.get(asked.headers["location"])
    state = to_issuer.headers["location"].rpartition("/")[2]
    back = await visitor.get(f"/portal/signed-in?code=good&state={state}&session_state=1&iss=x")
    assert (back.status_code, back.headers["location"]) == (303, "/portal/inbox?lang=en")
    assert (await visitor.get("/portal/inbox?lang=en")).status_code == 200


async def test_cookies_are_for_the_server_alone(visitor: httpx.AsyncClient) -> None:
    to_issuer = await visitor.get("/portal/sign-in")
    state = to_issuer.headers["location"].rpartition("/")[2]
    back = await visitor.get(f"/portal/signed-in?code=good&state={state}")
    for answer in (to_issuer, back):
        said = answer.headers["set-cookie"].lower()
        assert "httponly" in said
        assert "samesite=lax" in said
        assert "path=/" in said


@pytest.mark.parametrize("asked", ["code=bad", "error=access_denied", "code=good&state=other"])
async def test_a_sign_in_that_fails_is_a_page_with_a_way_on(
    visitor: httpx.AsyncClient, asked: str
) -> None:
    to_issuer = await visitor.get("/portal/sign-in")
    state = to_issuer.headers["location"].rpartition("/")[2]
    page = await visitor.get(f"/portal/signed-in?state={state}&{asked}")
    if "state=other" in asked:
        page = await visitor.get("/portal/signed-in?code=good&state=other")
    assert page.status_code == 403
    assert 'href="/portal/sign-in' in page.text
    assert COOKIE not in visitor.cookies


async def test_nobody_is_sent_elsewhere_after_signing_in(visitor: httpx.AsyncClient) -> None:
    to_issuer = await visitor.get("/portal/sign-in", params={"to": "https://evil.example/"})
    state = to_issuer.headers["location"].rpartition("/")[2]
    back = await visitor.get(f"/portal/signed-in?code=good&state={state}")
    assert back.headers["location"] == "/portal/"


async def test_a_cookie_that_was_planted_is_not_the_session_of_whoever_signs_in(
    visitor: httpx.AsyncClient,
) -> None:
    visitor.cookies.set(COOKIE, "planted")
    to_issuer = await visitor.get("/portal/sign-in")
    state = to_issuer.headers["location"].rpartition("/")[2]
    back = await visitor.get(f"/portal/signed-in?code=good&state={state}")
    assert "planted" not in back.headers["set-cookie"]


async def test_signing_out_ends_the_session_for_whoever_has_the_cookie(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    form = {"token": world.token("/portal/sign-out")}
    out = await browser.post("/portal/sign-out?lang=zh", data=form)
    assert (out.status_code, out.headers["location"]) == (303, "/portal/signed-out?lang=zh")
    assert f'{COOKIE}=""' in out.headers["set-cookie"]
    browser.cookies.set(COOKIE, "held")
    assert (await browser.get("/portal/inbox")).status_code == 303


async def test_a_first_visit_registers_the_enterprise_and_goes_on_to_the_call(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.registered = False
    asked = await browser.get(f"{CALL}?lang=en")
    assert asked.status_code == 303
    page = await browser.get(asked.headers["location"])
    assert "91350100M000100Y43" in page.text
    form = {
        "token": world.token("/portal/enterprise"),
        "to": parse_qs(urlsplit(asked.headers["location"]).query)["to"][0],
        "name_zh": "某某科技有限公司",
        "name_en": "Some Technology",
        "district": "pengjiang",
        "industry": "3829",
        "language": "zh",
        "email": "a@b.example",
    }
    saved = await browser.post("/portal/enterprise?lang=en", data=form)
    assert (saved.status_code, saved.headers["location"]) == (303, f"{CALL}?lang=en")
    assert world.services.done[0][2]["name"] == {"zh": "某某科技有限公司", "en": "Some Technology"}


async def test_what_a_service_finds_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    wrong = (WrongField("email", "must be one e-mail address"), WrongField("x", "is odd"))
    world.services.refuses = Refused(422, "invalid-request", "Put it right.", wrong)
    form = {"token": world.token("/portal/enterprise"), "email": "nobody", "name_zh": "某某"}
    page = await browser.post("/portal/enterprise?lang=en", data=form)
    assert page.status_code == 422
    said = "E-mail address for notices: must be one e-mail address"
    assert f'<a href="#email">{said}</a>' in page.text
    assert "<li>is odd</li>" in page.text
    assert 'value="nobody"' in page.text
    assert 'value="某某"' in page.text


async def test_a_draft_is_opened_once_however_often_the_button_is_pressed(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    page = (await browser.get(CALL)).text
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key is not None
    form = {
        "token": world.token(CALL),
        "key": key[1],
        "product_zh": "智能",
        "product_en": "Smart",
        "category": "new-energy",
    }
    answer = await browser.post(f"{CALL}?lang=zh", data=form)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/portal/applications/a1?lang=zh",
    )


async def test_a_draft_says_how_much_of_it_is_ready(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    page = (await browser.get(f"/portal/applications/{name}?lang=en")).text
    asked = len(world.services.call["answers"]) + len(world.services.call["materials"])
    assert f"2 of {asked} ready" in page
    assert page.count('class="tag missing"') == asked - 3
    assert page.count('class="tag invalid"') == 1


async def test_a_form_is_saved_as_its_fields_have_it(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/details"
    form = {
        "token": world.token(path),
        "version": "3",
        "product_zh": "智能",
        "product_en": "Smart",
        "category": "new-energy",
        "answer-regulated": "true",
        "answer-product_sales": "1,234.5",
        "answer-launched_on": "2018-01-02",
        "answer-ip_acquired": "",
    }
    answer = await browser.post(f"{path}?lang=zh", data=form)
    assert answer.status_code == 303
    body = world.services.done[0][2]
    assert body["product"] == {"zh": "智能", "en": "Smart"}
    said = body["answers"]
    assert (said["regulated"], said["product_sales"], said["ip_acquired"]) == (True, 1234.5, None)


async def test_two_tabs_never_overwrite_one_another(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/details"
    form = {
        "token": world.token(path),
        "version": "2",
        "product_zh": "甲",
        "product_en": "A",
        "category": "new-energy",
    }
    page = await browser.post(f"{path}?lang=zh", data=form)
    assert page.status_code == 412
    mine, saved = re.findall(r"<dl class=\"facts\">(.*?)</dl>", page.text, re.DOTALL)
    assert "<dd>甲</dd>" in mine
    assert "<dd>智能伺服控制器</dd>" in saved
    assert "新能源与节能" in mine
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    kept = await browser.post(f"{path}?lang=zh", data=again | {"token": world.token(path)})
    assert kept.status_code == 303
    assert world.services.applications[name]["product"] == {"zh": "甲", "en": "A"}


async def test_what_is_typed_after_the_session_ended_is_there_after_signing_in(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/details"
    form = {"token": world.token(path), "version": "3", "product_zh": "很长的名称"}
    world.expire()
    page = await browser.post(f"{path}?lang=zh", data=form)
    assert page.status_code == 403
    assert world.services.done == []
    link = re.search(r'class="button main" href="([^"]+)"', page.text)
    assert link is not None
    to_issuer = await browser.get(link[1].replace("&amp;", "&"))
    state = to_issuer.headers["location"].rpartition("/")[2]
    back = await browser.get(f"/portal/signed-in?code=good&state={state}")
    page = await browser.get(back.headers["location"])
    assert 'value="很长的名称"' in page.text
    assert "尚未保存" in page.text
    assert world.services.done == []


async def test_a_form_of_the_session_before_is_shown_again_in_the_one_that_is(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/details"
    old = world.token(path)
    browser.cookies.update(world.sign_in(held="other"))
    form = {"token": old, "product_zh": "在旧标签页填写"}
    answer = await browser.post(f"{path}?lang=zh", data=form, headers=OURS)
    assert answer.status_code == 303
    page = await browser.get(answer.headers["location"])
    assert 'value="在旧标签页填写"' in page.text


async def test_a_form_that_another_site_sent_does_nothing_and_is_not_kept(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    form = {"token": "guessed", "name_zh": "别人"}
    headers = {"sec-fetch-site": "cross-site"}
    answer = await browser.post("/portal/enterprise", data=form, headers=headers)
    assert answer.status_code == 403
    assert world.services.done == []
    assert world.forms.all == {}


async def test_files_that_another_site_sent_do_not_reach_a_service(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/materials/M01"
    for token in ("", "guessed", world.token(f"{path}x")):
        answer = await browser.post(f"{path}?token={token}", files={"M01": b"%PDF-"})
        assert answer.status_code == 403
    assert world.services.done == []


async def test_files_go_through_as_they_came(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/materials/M02"
    sent = {"M02": ("licence.pdf", b"%PDF-1.7 \xff\x00")}
    answer = await browser.post(f"{path}?lang=en&token={world.token(path)}", files=sent)
    assert answer.status_code == 303
    [(_, to, body)] = world.services.done
    assert to == f"/intake/v1/applications/{name}/materials"
    assert b"%PDF-1.7 \xff\x00" in body
    page = (await browser.get(answer.headers["location"])).text
    assert "One file was taken." in page
    assert "9f86d081884c7d65" in page


async def test_a_file_that_was_not_taken_says_why(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/materials/M01"
    sent = {"M01": ("bad.exe", b"MZ")}
    page = await browser.post(f"{path}?lang=en&token={world.token(path)}", files=sent)
    assert "bad.exe can&#39;t be taken. Send a PDF." in page.text


async def test_submitting_leads_to_a_receipt_and_so_does_doing_it_again(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/check"
    form = {"token": world.token(path)}
    first = await browser.post(f"{path}?lang=en", data=form)
    world.services.refuses = Refused(409, "already-submitted", "It was submitted.", ())
    second = await browser.post(f"{path}?lang=en", data=form)
    assert first.headers["location"] == second.headers["location"]
    page = (await browser.get(first.headers["location"])).text
    assert "HT-2019-000001" in page
    assert "2019-07-02 11:00:00" in page


async def test_why_it_could_not_be_submitted_is_on_the_page(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/check"
    world.services.refuses = Refused(409, "call-closed", "The call ended on 12 July.", ())
    page = await browser.post(f"{path}?lang=en", data={"token": world.token(path)})
    assert page.status_code == 409
    assert "The call ended on 12 July." in page.text


async def test_a_case_says_whose_turn_it_is_by_when_and_why_then(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.supplement = asked_supplement()
    name = world.services.add(submitted=True)
    page = (await browser.get(f"/portal/applications/{name}?lang=en")).text
    assert "<dd>You</dd>" in page
    assert "by midnight at the end of Monday 22 July 2019" in page
    assert "Five working days" in page
    assert page.index("Formal review began.") < page.index("The application was submitted.")
    assert f'href="/portal/applications/{name}/supplement?lang=en"' in page


async def test_a_supplement_has_a_slot_for_each_item_and_is_sent_once(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.supplement = asked_supplement()
    name = world.services.add(submitted=True)
    path = f"/portal/applications/{name}/supplement"
    page = (await browser.get(f"{path}?lang=zh")).text
    assert 'type="file" name="M05"' in page
    assert "请提供年费缴纳凭证。" in page
    assert 'id="answer-M04"' in page
    sent = {"M05": ("p.pdf", b"%PDF-")}
    token = world.token(f"{path}/files")
    answer = await browser.post(f"{path}/files?lang=zh&token={token}", files=sent)
    assert answer.headers["location"] == f"{path}?lang=zh"
    form = {"token": world.token(f"{path}/answers"), "requirement": "M04", "answer": "说明文字"}
    assert (await browser.post(f"{path}/answers?lang=zh", data=form)).status_code == 303
    assert "\\u8bf4\\u660e" in world.services.done[1][2].decode()
    form = {"token": world.token(f"{path}/sending"), "as_it_stands": "true"}
    done = await browser.post(f"{path}/sending?lang=zh", data=form)
    assert done.headers["location"] == f"/portal/applications/{name}?lang=zh"
    assert (await browser.get(f"{path}?lang=zh")).status_code == 303


async def test_opening_a_notice_that_mail_did_not_bring_is_confirmed_by_hand(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.notices = [notice(delivered=False)]
    page = (await browser.get("/portal/inbox/n1?lang=zh")).text
    assert "确认收到" in page
    assert world.services.done == []
    form = {"token": world.token("/portal/inbox/n1")}
    assert (await browser.post("/portal/inbox/n1?lang=zh", data=form)).status_code == 303
    assert world.services.done == [("POST", "/notify/v1/inbox/n1/receipt", None)]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "暂时无法访问"), ("en", "Not available just now")]
)
async def test_a_service_that_is_away_is_told_in_the_readers_language(
    browser: httpx.AsyncClient, world: PortalWorld, lang: str, said: str
) -> None:
    world.services.away = True
    page = await browser.get(f"/portal/applications?lang={lang}")
    assert (page.status_code, said in page.text) == (503, True)


async def test_an_application_of_somebody_else_is_not_there(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/portal/applications/other?lang=en")
    assert (page.status_code, "There is no such page" in page.text) == (404, True)


async def test_an_account_that_speaks_for_no_applicant_is_told_so(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    browser.cookies.update(world.sign_in(OFFICER, held="officer"))
    page = await browser.get("/portal/applications?lang=en")
    assert page.status_code == 403


async def test_an_address_of_nothing_is_a_page(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/portal/somewhere?lang=en")
    assert (page.status_code, "There is no such page" in page.text) == (404, True)


async def test_an_answer_of_a_supplement_is_kept_as_well(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    world.services.supplement = asked_supplement()
    name = world.services.add(submitted=True)
    path = f"/portal/applications/{name}/supplement"
    token = world.token(f"{path}/answers")
    browser.cookies.update(world.sign_in(held="other"))
    form = {"token": token, "requirement": "M04", "answer": "写了很久的说明"}
    answer = await browser.post(f"{path}/answers?lang=zh", data=form, headers=OURS)
    page = await browser.get(answer.headers["location"])
    assert "写了很久的说明</textarea>" in page.text
    assert world.services.done == []


async def test_signing_out_of_a_session_that_is_over_is_no_fault(
    browser: httpx.AsyncClient, world: PortalWorld
) -> None:
    form = {"token": world.token("/portal/sign-out")}
    world.expire()
    assert (await browser.post("/portal/sign-out", data=form)).status_code == 303


async def test_another_site_can_not_sign_somebody_out(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/portal/sign-out", data={"token": "x"})).status_code == 403
    assert (await browser.get("/portal/inbox")).status_code == 200


@pytest.mark.parametrize("typed", ["nan", "inf", "1e999", "many"])
async def test_what_is_no_number_goes_on_as_it_was_typed(
    browser: httpx.AsyncClient, world: PortalWorld, typed: str
) -> None:
    name = world.services.add()
    path = f"/portal/applications/{name}/details"
    form = {"token": world.token(path), "version": "3", "answer-product_sales": typed}
    await browser.post(path, data=form)
    assert world.services.done[0][2]["answers"]["product_sales"] == typed
