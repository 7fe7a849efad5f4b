"""Measure → concepts of the World Bank's B-READY, proposed from the words of the measure."""
