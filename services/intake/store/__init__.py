"""Records as documents of MongoDB, files in GridFS."""
