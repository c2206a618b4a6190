"""Sessions and what belongs to them, as documents."""
