"""The documents of a service's interface, as a page that people can read."""

from shared.pages.reference.routes import reference_pages, reference_routes

__all__ = ["reference_pages", "reference_routes"]
