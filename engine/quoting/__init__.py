"""Adjust quotes and size: reservation price, width, size, and what the rules permit."""
