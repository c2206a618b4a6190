"""Activities and attendances in MongoDB."""
