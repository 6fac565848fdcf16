"""Secrets of accounts beside the journal: passwords, codes, sessions, links, tokens, failures."""
