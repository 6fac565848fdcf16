-- Who enters: what must be secret or short-lived. What an account is stands in the journal.
-- Nothing here is a clear token, an e-mail or a network address; the projector sees nothing of it.
CREATE SCHEMA access AUTHORIZATION maillage_owner;
SET ROLE maillage_owner;

-- Which account has this address? Told by the journal, looked up under a key (HMAC, master key).
CREATE TABLE access.login (
  account uuid    PRIMARY KEY,
  lookup  bytea   UNIQUE,   -- null: closed, forgotten, or the address of another account
  version bigint  NOT NULL, -- the version of the account that this row was made from
  epoch   integer NOT NULL -- and the epoch of the master key
);
CREATE INDEX entries_accounts ON journal.entries (originator_id, originator_version)
  WHERE topic IN (
    'account.opened', 'account.identity_corrected', 'account.closed', 'account.reopened');

CREATE TABLE access.credential (
  account    uuid        PRIMARY KEY,
  password   text        NOT NULL,  -- argon2id
  totp       bytea,                 -- AES-KWP under the master key; null: no second factor
  totp_step  bigint,                -- the last step accepted: a code serves once
  changed_at timestamptz NOT NULL
);

CREATE TABLE access.recovery (
  account   uuid  NOT NULL,
  code_hash bytea NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (account, code_hash)
);

CREATE TABLE access.session (
  token_hash bytea       PRIMARY KEY,
  id         uuid        NOT NULL UNIQUE,  -- shown to its holder, opens nothing
  account    uuid        NOT NULL,
  role       text        NOT NULL,         -- what it was opened as: another role, another session
  salarie    uuid,
  opened_at  timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL,
  strong     boolean     NOT NULL,
  means      text        NOT NULL,
  device     text        NOT NULL,         -- « Firefox, Linux »
  pending    bytea                         -- a second factor being set, wrapped
);
CREATE INDEX session_account ON access.session (account);

CREATE TABLE access.link (
  token_hash bytea       PRIMARY KEY,
  account    uuid        NOT NULL,
  purpose    text        NOT NULL CHECK (purpose IN ('first', 'invitation', 'reset')),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  UNIQUE (account, purpose)
);

CREATE TABLE access.token (
  id           uuid        PRIMARY KEY,
  token_hash   bytea       NOT NULL UNIQUE,
  account      uuid        NOT NULL,
  role         text        NOT NULL,
  label        text        NOT NULL,
  scopes       text[]      NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL CHECK (expires_at <= created_at + interval '367 days'),
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX token_account ON access.token (account);

-- Failures in a row; lost in a crash, and that is as well.
CREATE UNLOGGED TABLE access.attempt (
  key      bytea       PRIMARY KEY,  -- HMAC of an account's look-up or of a network
  failures integer     NOT NULL,
  last_at  timestamptz NOT NULL
);

-- An account closed or its holder forgotten: nothing is left that enters, whatever door said so.
CREATE FUNCTION access.shut() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone text := NEW.originator_id;
BEGIN
  IF NEW.topic = 'person.erased' THEN
    gone := convert_from(NEW.state, 'UTF8')::jsonb ->> 'person';
    UPDATE access.login SET lookup = NULL WHERE account::text = gone;
    DELETE FROM access.token WHERE account::text = gone;
  END IF;
  DELETE FROM access.credential WHERE account::text = gone;
  DELETE FROM access.recovery WHERE account::text = gone;
  DELETE FROM access.session WHERE account::text = gone;
  DELETE FROM access.link WHERE account::text = gone;
  UPDATE access.token SET revoked_at = NEW.recorded_at
    WHERE account::text = gone AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_shut AFTER INSERT ON journal.entries
  FOR EACH ROW WHEN (NEW.topic IN ('account.closed', 'person.erased'))
  EXECUTE FUNCTION access.shut();
REVOKE ALL ON FUNCTION access.shut FROM PUBLIC;

GRANT USAGE ON SCHEMA access TO maillage_app;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON access.login, access.credential, access.link, access.attempt TO maillage_app;
GRANT SELECT, INSERT, DELETE ON access.recovery, access.session, access.token TO maillage_app;
GRANT UPDATE (used_at) ON access.recovery TO maillage_app;
GRANT UPDATE (seen_at, pending) ON access.session TO maillage_app;
GRANT UPDATE (last_used_at, revoked_at) ON access.token TO maillage_app;
RESET ROLE;
