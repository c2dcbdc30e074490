"""Messy files made by hand, each born from something seen in a real one, with the truth of what is in it."""
