"""The stores on PyMongo's own async client."""
