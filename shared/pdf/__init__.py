"""PDF documents for the archive: described in `document`, made by `making` in another process."""
