"""What a certificate is worth is one page away from its number or its code."""

import httpx
import pytest

PATH = "/review/certificates"


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        ("粤高品0002", 200, ("Valid", "有效")),
        ("粤高品0001", 200, ("Void", "已作废")),
        ("粤高品9999", 404, ("Not found", "查无此编号")),
    ],
)
async def test_a_number_is_told_in_one_word_in_both_languages(
    site: str, number: str, status: int, said: tuple[str, str]
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        pages = [await client.get(f"{PATH}/{number}?lang={lang}") for lang in ("en", "zh")]
    assert [page.status_code for page in pages] == [status, status]
    for page, word in zip(pages, said, strict=True):
        assert f'<h2 id="worth">{word}</h2>' in page.text
        assert number in page.text


async def test_the_form_leads_to_the_page_of_the_number_however_it_is_typed(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.get(PATH, params={"number": "粤高品 ０００２", "lang": "en"})
        empty = await client.get(f"{PATH}?lang=en")
    assert answer.status_code == 303
    page = answer.headers["location"]
    assert page.endswith("/%E7%B2%A4%E9%AB%98%E5%93%810002?lang=en")
    assert "Enter the number on it" in empty.text
    assert 'id="worth"' not in empty.text


async def test_a_void_one_leads_to_what_replaces_it_and_names_nobody_else(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        page = (await client.get(f"{PATH}/粤高品0001?lang=en")).text
    assert "Replaced by" in page
    assert "%E7%B2%A4%E9%AB%98%E5%93%810002" in page
    assert "officer-1" not in page
