"""Files as the completeness check sees them."""

from collections.abc import Mapping
from typing import get_args

from services.review.domain.stages.formal_review.kept import Judgement
from shared.contracts.applications import Material
from shared.programmes import FileKind, MaterialFacts, Verdict

_KINDS: Mapping[str, FileKind] = {kind: kind for kind in get_args(FileKind)}


def facts_of(material: Material, judgement: Judgement | None = None) -> MaterialFacts:
    """The file, with an officer's word on it if there is one."""
    kind = _KINDS.get(material.kind)
    return MaterialFacts(
        id=material.id,
        filename=material.filename,
        kind=kind or "pdf",
        pages=material.pages or 0,
        bytes=material.size,
        sha256=material.sha256,
        refused=None if kind else "kind_not_accepted",
        verdict=None if judgement is None else Verdict(judgement.verdict, judgement.reason),
    )
