"""The dashboard: tables of a timeline folder, drawn as a map, a calendar and lists."""
