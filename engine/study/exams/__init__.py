"""Exams: drawn by a blueprint, sat against the clock, marked, and printed."""
