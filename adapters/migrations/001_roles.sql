-- Roles nobody shares: the owner logs in nowhere, the application can only add to the journal.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'maillage_owner') THEN
    CREATE ROLE maillage_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'maillage_projector') THEN
    CREATE ROLE maillage_projector LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'maillage_app') THEN
    CREATE ROLE maillage_app LOGIN;
  END IF;
END $$;
ALTER ROLE maillage_app SET lock_timeout = '2s';
ALTER ROLE maillage_app SET statement_timeout = '20s';
ALTER ROLE maillage_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE maillage_projector SET lock_timeout = '10s';
-- The application's own logins, whatever their names, act as these roles.
GRANT maillage_owner, maillage_projector, maillage_app TO CURRENT_USER;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO maillage_projector', current_database());
END $$;
