"""Decision over HTTP."""
