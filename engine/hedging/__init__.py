"""Reduce what is held: what to trade, when to trade again, what it costs and what stays."""
