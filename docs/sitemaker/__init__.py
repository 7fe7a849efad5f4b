"""The documentation as a static site: Markdown pages, and pages made from the ontology and the code."""
