"""The sections of the question bank's page, one file each."""
