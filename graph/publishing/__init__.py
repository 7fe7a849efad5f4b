"""Sending the dataset to a remote store: its graphs, the ways to write and to look, the order of the work."""
