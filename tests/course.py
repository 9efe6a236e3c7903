"""The course as the repository has it, read once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

from engine.study.course import Library

ROOT = Path(__file__).parents[1]
COURSE = Library(ROOT).course()
