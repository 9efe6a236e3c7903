"""The study side: lessons, questions, the bank, practice, and the next thing to do."""
