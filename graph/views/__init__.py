"""The network page, the report and the tables."""
