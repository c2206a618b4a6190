"""The application that a notice is about."""

from shared.record import Record
from shared.values import Bilingual


class Application(Record):
    """Whose it is, what for, and the names that a letter uses."""

    id: str
    number: str
    programme: str
    round: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual
