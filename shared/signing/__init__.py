"""Statements and documents that carry their own proof."""
