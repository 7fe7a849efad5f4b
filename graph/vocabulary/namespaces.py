"""The namespaces that the graph uses; nothing else in the package spells one out."""

TK = "https://w3id.org/tiaokuai/ns#"
ID = "https://w3id.org/tiaokuai/id/"

DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
QUDT = "http://qudt.org/schema/qudt/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

RESULTS = "http://www.w3.org/2005/sparql-results#"
"""The namespace of SPARQL results in XML; no graph has it."""

PREFIXES = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qudt": QUDT,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "tk": TK,
    "xsd": XSD,
}
