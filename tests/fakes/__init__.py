"""Stand-ins at the ports of services."""
