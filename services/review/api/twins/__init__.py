"""Twins over HTTP."""
