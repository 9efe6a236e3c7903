"""Numbers in questions: formulas, variables, quantities with units, the right answer."""
