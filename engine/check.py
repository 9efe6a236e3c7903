"""Check all that people write: ``python -m engine.check [FOLDER]``.

FOLDER holds ``content`` and ``quiz_bank``; it is the current folder when left out. Every fault is
printed as ``file:line: severity: field: message - remedy``; the exit code is 1 if any is an error.
"""

from __future__ import annotations

import sys
from pathlib import Path

from engine.study.course import Library


def main(arguments: list[str]) -> int:
    """Print every fault and a last line that counts what was checked; return the exit code."""
    root = Path(arguments[0] if arguments else ".")
    if not (root / "content").is_dir() or not (root / "quiz_bank").is_dir():
        print(f"{root}: no folders content and quiz_bank here - name the folder that holds them")
        return 1
    course = Library(root).course()
    for fault in course.faults:
        print(fault)
    errors = sum(fault.severity == "error" for fault in course.faults)
    print(
        f"{len(course.lessons)} lessons, {len(course.bank.questions)} questions, "
        f"{len(course.presets)} presets and {len(course.situations)} situations checked: "
        f"{errors} errors, "
        f"{len(course.faults) - errors} warnings"
    )
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
