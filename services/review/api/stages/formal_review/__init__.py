"""Formal review over HTTP."""
