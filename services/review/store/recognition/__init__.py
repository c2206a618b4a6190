"""The register in MongoDB."""
