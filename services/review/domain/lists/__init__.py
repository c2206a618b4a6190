"""Numbered lists, from the freeze to the announcement, and the objections to them."""
