"""Recommendation: an office puts cases forward on a ranked summary sheet."""
