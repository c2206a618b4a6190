"""What a recommendation keeps in MongoDB."""
