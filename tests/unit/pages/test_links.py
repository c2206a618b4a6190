"""Links of a page stay on its site, whatever its address was."""

import re

import httpx
import pytest

from services.stats.api.pages import board_pages
from shared.pages import Site, pages_for_browsers
from tests.unit.http.conftest import app_with


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/x", "/%2F%2Felsewhere.example", "/x?lang=zh"]
)
async def test_a_path_that_looks_like_a_host_leads_nowhere_else(path: str) -> None:
    app = app_with()
    pages_for_browsers(app, board_pages(Site()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        page = await http.get(f"http://test{path}", headers={"Accept": "text/html"})
    links = re.findall(r'(?:href|src|action)="([^"]*)"', page.text)
    assert page.status_code == 404
    assert "?lang=en" in links
    assert [link for link in links if link.startswith(("//", "http"))] == []
