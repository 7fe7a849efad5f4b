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
SEMAPV = "https://w3id.org/semapv/vocab/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

FORMATS = "http://www.w3.org/ns/formats/"
SD = "http://www.w3.org/ns/sparql-service-description#"
SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"
VOID = "http://rdfs.org/ns/void#"

SCHEMA_ORG = "https://schema.org"
SPDX = "https://spdx.org/licenses/"
DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"

GEXF = "http://gexf.net/1.3"
GEXF_VIZ = "http://gexf.net/1.3/viz"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"

OPEN_XML = "http://schemas.openxmlformats.org/"
"""Office Open XML: what Word and Excel read (ECMA-376)."""

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
    "semapv": SEMAPV,
    "skos": SKOS,
    "tk": TK,
    "xsd": XSD,
}

CURIES = PREFIXES | {
    "bready2024": ID + "bready/2024/",
    "bready2025": ID + "bready/2025/",
    "china": ID + "china-index/",
    "coder": ID + "coder/",
    "cofog": ID + "cofog/",
    "db2020": ID + "doing-business-2020/",
    "measure": ID + "measure/",
    "plan": ID + "plan/",
    "scheme": ID + "scheme/",
    "sector": ID + "sector/",
}
"""The prefixes of exported mappings."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the ontology and of the mappings in it."""
