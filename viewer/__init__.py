"""Demarche's screen: the tables of a run as a route map, stop cards and a table."""
