"""Namespaces, IRIs, and the ontology read into frozen tables."""
