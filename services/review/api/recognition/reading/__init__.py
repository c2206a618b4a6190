"""A sheet of earlier recognitions as a file: every row of it is read, or named in the refusal."""
