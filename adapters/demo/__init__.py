"""The demonstration: real lists of organisations, projects and gatherings, and what is made up."""
