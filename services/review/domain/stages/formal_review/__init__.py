"""Formal review: is the file complete? What is missing is asked for once."""
