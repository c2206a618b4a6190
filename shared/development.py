"""What a system accepts on a developer's machine, and nowhere else."""

ISSUER = "https://issuer.laurel.test"
"""`iss` of the tokens that `laurel token` makes."""
