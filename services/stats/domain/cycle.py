"""One round of one version of a programme."""

from typing import NamedTuple

from shared.programmes import Programme, Round


class Cycle(NamedTuple):
    """A round and the definition that it is read by."""

    programme: Programme
    round: Round
