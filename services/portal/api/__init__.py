"""The addresses of the portal."""
