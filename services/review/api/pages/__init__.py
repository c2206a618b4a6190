"""What the public sees of review: lists, how to object, activities, what a certificate is worth."""

from services.review.api.pages.activity_routes import activity_page_routes
from services.review.api.pages.certificate_routes import certificate_page_routes
from services.review.api.pages.objection_routes import objection_page_routes
from services.review.api.pages.routes import list_page_routes, list_pages

__all__ = [
    "activity_page_routes",
    "certificate_page_routes",
    "list_page_routes",
    "list_pages",
    "objection_page_routes",
]
