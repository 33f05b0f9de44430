"""Places: finding their names in a text and giving each its point on the map."""
