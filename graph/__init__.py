"""Tiaokuai (条块): government work plans as a knowledge graph of agencies, measures and policy links."""

__version__ = "0.1.0"
