"""Review: from a submitted application to the announced list."""
