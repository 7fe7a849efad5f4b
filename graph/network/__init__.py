"""Networks and scores of coordination: from a dataset to tables in three lines.

    from graph.network.reading import open_network
    from graph.network.ranking import Extras, rank_table
    network = open_network("output/graph.nq", plan="zhengzhou-2024", groups="expanded")
    table = rank_table(network, Extras(every=True))
    rows = list(table.records())        # a dict a row: pandas.DataFrame(rows), polars.DataFrame(rows)

A table is tidy: one row a thing, one column a score, with unit and names in `table.columns`.

- `reading`: open_network (a file), read_network (an open store)
- `ranking`: rank_table; `hotspots`: hotspot_table; `hotspot_kinds`: pair_table, agency_table, section_table
- `gaps`: gap_table
- `networks`: two_mode_table, projection_table, mobilisation_table, field_table, crossing_table
- `twomode.from_roles`: a network from plain dicts, without a dataset
- `incidence.incidence`, then `defaults.default_scores`: the scores as arrays, for any draw of measures
"""
