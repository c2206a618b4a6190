"""A real IMAP server for tests: GreenMail, a jar that Maven fetches once for this checkout."""
