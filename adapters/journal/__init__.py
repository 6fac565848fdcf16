"""The journal: every entry ever written, kept in PostgreSQL by `eventsourcing`."""
