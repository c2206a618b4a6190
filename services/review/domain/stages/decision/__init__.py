"""Decision: on each case, with an opinion."""
