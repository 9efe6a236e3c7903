"""Measure net exposure: what the whole book is worth and how it moves, in the desk's units."""
