"""Where one goes after signing in is a page of ours, whatever the address asked for."""

import pytest

from services.portal.domain.return_address import own_address


@pytest.mark.parametrize(
    "ours",
    ["/portal/", "/portal/inbox", "/portal/applications/a1?lang=en&kept=x", "/portal/calls/项目/1"],
)
def test_a_page_of_ours_is_gone_to(ours: str) -> None:
    assert own_address(ours, "/portal") == ours


@pytest.mark.parametrize(
    "other",
    [
        "",
        "https://evil.example/portal/",
        "//evil.example/portal/",
        "/\\evil.example",
        "/portal/\\evil.example",
        "/portal/\t/evil.example",
        "/portal/\nSet-Cookie: a=b",
        "/portal",
        "/portal.evil.example/",
        "/review/",
        "javascript:alert(1)",
        " /portal/",
        "/portal/" + "a" * 3000,
    ],
)
def test_anything_else_leads_to_our_first_page(other: str) -> None:
    assert own_address(other, "/portal") == "/portal/"
