"""What the services say of their HTTP interfaces."""
