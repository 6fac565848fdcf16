"""The tables that pages read, kept in step with the journal."""
