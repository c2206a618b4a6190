"""What the public sees of review: lists under notice and announced, and how to object."""

from services.review.api.pages.objection_routes import objection_page_routes
from services.review.api.pages.routes import list_page_routes, list_pages

__all__ = ["list_page_routes", "list_pages", "objection_page_routes"]
