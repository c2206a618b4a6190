"""A real SMTP server that keeps what it gets on disk and shows it on a page."""
