"""A plan file read into text with offsets."""
