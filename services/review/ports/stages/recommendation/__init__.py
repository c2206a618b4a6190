"""What a recommendation needs."""
