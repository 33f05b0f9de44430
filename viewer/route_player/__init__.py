"""The animated route map, live in the app and inside the exported file."""
