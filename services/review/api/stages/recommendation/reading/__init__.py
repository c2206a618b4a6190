"""A recommender's summary sheet as a file: every row of it is read, or named in the refusal."""
