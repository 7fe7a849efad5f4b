"""Two-mode network, projection, scores of coordination."""
