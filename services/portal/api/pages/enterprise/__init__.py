"""From the open calls to the case: the pages of those who apply."""

from fastapi import APIRouter

from services.portal.api.pages.enterprise.applications import application_routes
from services.portal.api.pages.enterprise.calls import call_routes
from services.portal.api.pages.enterprise.details import detail_routes
from services.portal.api.pages.enterprise.inbox import inbox_routes
from services.portal.api.pages.enterprise.materials import material_routes
from services.portal.api.pages.enterprise.profile import profile_routes
from services.portal.api.pages.enterprise.submission import submission_routes
from services.portal.api.pages.enterprise.supplement import supplement_routes
from services.portal.api.visits import Visits
from services.portal.senders.interfaces import Interfaces
from shared.pages import Pages


def enterprise_routes(
    pages: Pages, visits: Visits, services: Interfaces, upload_at_most: int
) -> list[APIRouter]:
    """All of them; requests with files have `upload_at_most` bytes."""
    return [
        call_routes(pages, visits, services),
        profile_routes(pages, visits, services),
        application_routes(pages, visits, services),
        detail_routes(pages, visits, services),
        material_routes(pages, visits, services, upload_at_most),
        submission_routes(pages, visits, services),
        supplement_routes(pages, visits, services, upload_at_most),
        inbox_routes(pages, visits, services),
    ]
