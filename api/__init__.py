"""The doors: composition root, pages, JSON, command line."""
