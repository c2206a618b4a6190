"""Pre-evaluation: advice on a draft, for those who ask for it; it decides nothing."""

from typing import Literal

from shared.programmes.strict import Bilingual, Slug, Strict


class PreEvaluation(Strict):
    """Who gives advice on the drafts that are put up for it, and by which clause."""

    name: Bilingual
    by: Literal["association", "officer"] = "association"
    office: Slug | None = None
    basis: Bilingual
