"""Measuring what the pipeline finds against texts annotated by hand."""
