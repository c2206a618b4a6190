"""The live board: a page, its fragments for the stream, and its figures to download."""

from services.stats.api.pages.fragments import BoardFragments
from services.stats.api.pages.routes import board_pages, board_routes

__all__ = ["BoardFragments", "board_pages", "board_routes"]
