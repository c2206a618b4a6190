"""How Laurel is set up and run: local stack, provisioning, command line."""
