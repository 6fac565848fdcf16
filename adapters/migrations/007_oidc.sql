-- Entering with the account of another service: where somebody left from, and whose account it is.
SET ROLE maillage_owner;

-- One way out to the provider, until it comes back: ten minutes, once. Lost in a crash, as well.
-- Neither the nonce nor the proof of the exchange is here: both are made from the browser's cookie.
CREATE UNLOGGED TABLE access.oidc (
  state_hash   bytea       PRIMARY KEY,
  browser_hash bytea       NOT NULL,
  retour       text        NOT NULL,
  expires_at   timestamptz NOT NULL
);

-- Which account of the provider opens this one: told at its first use, never changed. Under a salt
-- and not under the master key: what is not kept could not be made again at a rotation.
CREATE TABLE access.oidc_subject (
  account   uuid        PRIMARY KEY,
  salt      bytea       NOT NULL,
  subject   bytea       NOT NULL, -- HMAC of the issuer and its identifier
  linked_at timestamptz NOT NULL
);

-- The bond ends when the account closes, changes its address, is erased, or is given a new link.
CREATE FUNCTION access.oidc_unlink() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone text := NEW.originator_id;
BEGIN
  IF NEW.topic = 'person.erased' THEN
    gone := convert_from(NEW.state, 'UTF8')::jsonb ->> 'person';
  ELSIF NEW.topic = 'security.link_used' THEN
    gone := convert_from(NEW.state, 'UTF8')::jsonb ->> 'account';
  END IF;
  DELETE FROM access.oidc_subject WHERE account::text = gone;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_oidc_unlink AFTER INSERT ON journal.entries
  FOR EACH ROW WHEN (NEW.topic IN (
    'account.closed', 'account.identity_corrected', 'person.erased', 'security.link_used'))
  EXECUTE FUNCTION access.oidc_unlink();
REVOKE ALL ON FUNCTION access.oidc_unlink FROM PUBLIC;

GRANT SELECT, INSERT, DELETE ON access.oidc TO maillage_app;
GRANT SELECT, INSERT ON access.oidc_subject TO maillage_app;
RESET ROLE;
