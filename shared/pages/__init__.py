"""What every HTML page has in common: shell, languages, figures and dates in words, assets."""

from shared.languages import LANGUAGES, Language
from shared.pages.assets import SHARED as SHARED_STATIC
from shared.pages.assets import Assets, static_routes
from shared.pages.language import page_language
from shared.pages.pages import Pages
from shared.pages.phrases import Phrase
from shared.pages.route import page_router, pages_for_browsers
from shared.pages.site import Site

__all__ = [
    "LANGUAGES",
    "SHARED_STATIC",
    "Assets",
    "Language",
    "Pages",
    "Phrase",
    "Site",
    "page_language",
    "page_router",
    "pages_for_browsers",
    "static_routes",
]
