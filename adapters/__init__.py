"""The outside world: journal, read models, PostgreSQL, reference data, files."""
