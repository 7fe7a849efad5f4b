"""Ties beyond chance: pairs of agencies that share more measures than three null models expect."""
