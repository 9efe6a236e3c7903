"""What one option is worth and how that changes: natural units, vectorised, keyword-only."""
