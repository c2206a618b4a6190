"""Statistics: every event folded into live figures, each published with its base."""
