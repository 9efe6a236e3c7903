"""What people write, read to the letter: lines kept, slips understood, faults explained."""
