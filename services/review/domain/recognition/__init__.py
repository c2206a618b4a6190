"""The register: what is recognised, since when and until when."""
