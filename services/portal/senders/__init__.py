"""The issuer that people sign in at, and the interfaces of the services."""
