"""What agencies hear, as documents."""
