"""Which figures stand on top of the board, and in which order."""

from collections.abc import Mapping, Sequence

from services.stats.domain.published import Figure
from shared.values import Bilingual


def arranged(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The first share, its numerator and its denominator as counts, then the changes.

    Without a share: the first counts and the changes. The other figures are in the definitions.
    """
    counts = [figure for figure in figures if figure.kind == "count"]
    changes = [figure for figure in figures if figure.kind in ("change", "share_change")]
    share = next((figure for figure in figures if figure.kind == "share"), None)
    if share is None:
        return (*counts[:3], *changes[:1])
    bases = (share.numerator, share.denominator)
    parts = [next((count for count in counts if count.numerator == base), None) for base in bases]
    return (share, *(part for part in parts if part), *changes[:1])


def short_names(figures: Sequence[Figure]) -> Mapping[str, Bilingual]:
    """What the counts are called by milestone, to name the parts of other figures in a word.

    Of several with one milestone the first is meant, which is the most general one.
    """
    names: dict[str, Bilingual] = {}
    for figure in figures:
        if figure.kind == "count" and figure.numerator and figure.numerator.milestone:
            names.setdefault(figure.numerator.milestone, figure.name)
    return names
