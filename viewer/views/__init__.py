"""The parts of the page; each `show` draws one and returns what the reader chose in it."""
