"""Measurements: each against something else in the same run, none in a test."""
