"""Record to quads, store, exchange formats, validation."""
