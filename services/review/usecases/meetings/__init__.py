"""What is done with meetings of committees."""
