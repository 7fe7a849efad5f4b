"""Text of a document → a coded plan to review."""
