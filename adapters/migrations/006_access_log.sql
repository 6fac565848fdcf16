-- What happened at the doors is read newest first, among everything else: its own way in.
SET ROLE maillage_owner;
CREATE INDEX entries_access ON journal.entries (notification_id)
  WHERE topic LIKE 'security.%' OR topic LIKE 'account.%';
RESET ROLE;
