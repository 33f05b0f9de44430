"""The timeline beneath the map: a bar a stop on a calendar, a lane a trip."""

from viewer.timeline_chart.component import timeline_chart

__all__ = ["timeline_chart"]
