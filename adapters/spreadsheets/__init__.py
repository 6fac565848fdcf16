"""Files that people keep lists in: read as text, every doubt told with its line and column."""
