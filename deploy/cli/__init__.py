"""The command line `laurel`."""
