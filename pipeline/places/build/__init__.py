"""Building the gazetteer's index, once, from the data packages and the hand-kept files."""
