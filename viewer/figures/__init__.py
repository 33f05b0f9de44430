"""Figures of the statistics: a shaded world, grids and lists that lead to the stops behind."""

from viewer.figures.component import choice, figure, world_map

__all__ = ["choice", "figure", "world_map"]
