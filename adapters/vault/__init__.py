"""Persons: encrypted before they are recorded, forgotten by destroying keys."""
