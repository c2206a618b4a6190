"""What a caller may be, as tokens name it."""

from typing import Literal, get_args

Role = Literal[
    "enterprise", "association", "recommender", "reviewer", "officer", "operator", "agency"
]
ROLES: tuple[str, ...] = get_args(Role)
