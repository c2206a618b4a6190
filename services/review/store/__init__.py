"""Documents of review in MongoDB."""
