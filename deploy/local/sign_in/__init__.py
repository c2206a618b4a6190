"""The development issuer as an OIDC provider: one chooses who to be, and nobody is asked why."""
