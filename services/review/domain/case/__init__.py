"""A case, where it stands, and how it moves on."""

from services.review.domain.case.case import Case, Step

__all__ = ["Case", "Step"]
