"""What instructors ask of the bank: does it cover the exam, and do its items work."""
