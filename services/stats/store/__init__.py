"""The fold and the projections in MongoDB."""
