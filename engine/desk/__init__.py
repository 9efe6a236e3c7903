"""Reduced net risk: the whole loop played out, and where the profit and loss went."""
