"""The live board and its figures to download; documents beside what is computed."""

from services.stats.api.pages.document_routes import document_routes
from services.stats.api.pages.fragments import BoardFragments
from services.stats.api.pages.routes import board_pages, board_routes

__all__ = ["BoardFragments", "board_pages", "board_routes", "document_routes"]
