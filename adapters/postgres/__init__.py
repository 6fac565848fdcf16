"""PostgreSQL: the embedded server, and what is asked of any server before we trust it.

Nothing is imported here: the supervisor of the embedded server must start in an instant.
"""
