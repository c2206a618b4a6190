"""Recommendation over HTTP."""
