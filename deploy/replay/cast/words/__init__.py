"""Names and texts that the demo's enterprises and products are made of."""
