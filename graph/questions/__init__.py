"""The library of SPARQL questions and the safe path to the engine."""
