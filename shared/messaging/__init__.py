"""How events travel: envelope, relay, listeners, retries and dead letters."""
