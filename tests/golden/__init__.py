"""Golden files: texts with their truth, written by hand."""
