"""The pages of the portal: a folder for each journey."""

from pathlib import Path

from services.portal.api.pages.enterprise.phrases import ENTERPRISE
from services.portal.api.pages.phrases import PHRASES
from services.portal.domain.return_address import BASE
from shared.pages import SHARED_STATIC, Assets, Pages, Site

HERE = Path(__file__).parent


def portal_pages(site: Site) -> Pages:
    """The pages, with their style and script."""
    return Pages(
        templates=HERE / "templates",
        phrases={**PHRASES, **ENTERPRISE},
        assets=Assets(f"{BASE}/static", (SHARED_STATIC, HERE / "static")),
        site=site,
    )
