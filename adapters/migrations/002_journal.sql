-- The journal: added to by one function, changed by nobody (docs/adr: journal, append).
CREATE SCHEMA journal AUTHORIZATION maillage_owner;
CREATE SCHEMA vault AUTHORIZATION maillage_owner;
SET ROLE maillage_owner;

CREATE TABLE journal.entries (
  originator_id      uuid        NOT NULL,
  originator_version bigint      NOT NULL CHECK (originator_version > 0),
  notification_id    bigint      NOT NULL,  -- the position: gap-free, visible in order
  recorded_at        timestamptz NOT NULL,  -- grows with the position
  command_id         uuid        NOT NULL,
  author             text        NOT NULL,
  topic              text        NOT NULL,  -- the permanent tag of the fact
  state              bytea       NOT NULL,
  PRIMARY KEY (originator_id, originator_version)
) WITH (fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.1);
CREATE UNIQUE INDEX entries_position ON journal.entries (notification_id);

CREATE TABLE journal.receipts (
  command_id  uuid        PRIMARY KEY,
  request     bytea       NOT NULL,  -- keyed hash of the command as it was sent
  first       bigint,                -- null when the command changed nothing
  last        bigint,
  recorded_at timestamptz NOT NULL
);

-- What this journal is: a real one, or a demonstration whose day stands still (R52, R53).
CREATE TABLE journal.nature (
  one           boolean PRIMARY KEY DEFAULT true CHECK (one),
  demonstration boolean NOT NULL DEFAULT false,
  today         date,
  CHECK (demonstration OR today IS NULL)
);
INSERT INTO journal.nature DEFAULT VALUES;

CREATE TABLE vault.keys (
  key_id  text PRIMARY KEY,  -- hash of the data key
  wrapped bytea NOT NULL,    -- AES-KW under the key-encryption key of the epoch
  epoch   integer NOT NULL,
  person  text               -- null: the key of one text
);
CREATE INDEX keys_person ON vault.keys (person) WHERE person IS NOT NULL;

CREATE FUNCTION journal.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal only grows: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER entries_only_grow BEFORE UPDATE OR DELETE ON journal.entries
  FOR EACH ROW EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER entries_never_truncated BEFORE TRUNCATE ON journal.entries
  FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER receipts_only_grow BEFORE UPDATE OR DELETE ON journal.receipts
  FOR EACH ROW EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER receipts_never_truncated BEFORE TRUNCATE ON journal.receipts
  FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();

-- One command: its facts, its receipt and the keys of its texts, or nothing.
CREATE FUNCTION journal.record(
  p_command uuid, p_request bytea, p_author text, p_at timestamptz,
  p_ids uuid[], p_versions bigint[], p_topics text[], p_states bytea[],
  p_keys text[], p_wrapped bytea[], p_epochs integer[], p_persons text[],
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql AS $$
DECLARE
  head  bigint;
  known timestamptz;
  added integer := cardinality(p_ids);
BEGIN
  -- The lock comes before the position is read: positions become visible in order, so that a
  -- reader who follows them never skips one.
  PERFORM pg_advisory_xact_lock(7052021);
  SELECT e.notification_id, e.recorded_at INTO head, known
    FROM journal.entries e ORDER BY e.notification_id DESC LIMIT 1;
  recorded_at := greatest(coalesce(p_at, clock_timestamp()), known);
  repeated := false;
  IF added > 0 THEN
    first := coalesce(head, 0) + 1;
    last := coalesce(head, 0) + added;
  END IF;
  INSERT INTO journal.receipts VALUES (p_command, p_request, first, last, recorded_at)
    ON CONFLICT (command_id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT r.* INTO first, last, recorded_at, repeated
      FROM journal.outcome(p_command, p_request) r;
    RETURN;
  END IF;
  IF added > 0 THEN
    INSERT INTO journal.entries
      SELECT t.id, t.version, first - 1 + t.rank, recorded_at, p_command, p_author, t.topic, t.state
        FROM unnest(p_ids, p_versions, p_topics, p_states) WITH ORDINALITY
          AS t (id, version, topic, state, rank);
    PERFORM FROM unnest(p_ids, p_versions) AS t (id, version)
      WHERE t.version > 1 AND NOT EXISTS (
        SELECT FROM journal.entries e
          WHERE e.originator_id = t.id AND e.originator_version = t.version - 1);
    IF FOUND THEN
      RAISE EXCEPTION 'a version is missing' USING ERRCODE = 'ML422';
    END IF;
    NOTIFY journal;
  END IF;
  IF cardinality(p_keys) > 0 THEN
    INSERT INTO vault.keys
      SELECT * FROM unnest(p_keys, p_wrapped, p_epochs, p_persons) ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- What became of a command that was already sent; another content under its id is refused.
CREATE FUNCTION journal.outcome(
  p_command uuid, p_request bytea,
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql AS $$
DECLARE
  known journal.receipts;
BEGIN
  SELECT * INTO STRICT known FROM journal.receipts r WHERE r.command_id = p_command;
  IF known.request <> p_request THEN
    RAISE EXCEPTION 'command % was already sent with another content', p_command
      USING ERRCODE = 'ML409';
  END IF;
  first := known.first; last := known.last; recorded_at := known.recorded_at; repeated := true;
END $$;

-- The common case, one fact without a text, without the cost of arrays: 0.2 ms less.
CREATE FUNCTION journal.append_one(
  p_command uuid, p_request bytea, p_author text,
  p_id uuid, p_version bigint, p_topic text, p_state bytea,
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known      timestamptz;
  contiguous boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(7052021);
  SELECT e.notification_id + 1, e.recorded_at, p_version = 1 OR EXISTS (
      SELECT FROM journal.entries b
        WHERE b.originator_id = p_id AND b.originator_version = p_version - 1)
    INTO first, known, contiguous
    FROM journal.entries e ORDER BY e.notification_id DESC LIMIT 1;
  first := coalesce(first, 1);
  last := first;
  recorded_at := greatest(clock_timestamp(), known);
  repeated := false;
  INSERT INTO journal.receipts VALUES (p_command, p_request, first, last, recorded_at)
    ON CONFLICT (command_id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT r.* INTO first, last, recorded_at, repeated
      FROM journal.outcome(p_command, p_request) r;
    RETURN;
  END IF;
  IF NOT coalesce(contiguous, p_version = 1) THEN
    RAISE EXCEPTION 'a version is missing before %', p_version USING ERRCODE = 'ML422';
  END IF;
  INSERT INTO journal.entries VALUES (
    p_id, p_version, first, recorded_at, p_command, p_author, p_topic, p_state);
  NOTIFY journal;
END $$;

-- The only way in for the application: the instant is the server's.
CREATE FUNCTION journal.append(
  p_command uuid, p_request bytea, p_author text,
  p_ids uuid[], p_versions bigint[], p_topics text[], p_states bytea[],
  p_keys text[], p_wrapped bytea[], p_epochs integer[], p_persons text[],
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT r.* INTO first, last, recorded_at, repeated FROM journal.record(
    p_command, p_request, p_author, NULL, p_ids, p_versions, p_topics, p_states,
    p_keys, p_wrapped, p_epochs, p_persons) r;
END $$;

-- The demonstration's loader may say when things were known (R53); nobody else has this door.
CREATE FUNCTION journal.append_demonstration(
  p_command uuid, p_request bytea, p_author text, p_at timestamptz,
  p_ids uuid[], p_versions bigint[], p_topics text[], p_states bytea[],
  p_keys text[], p_wrapped bytea[], p_epochs integer[], p_persons text[],
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM journal.nature WHERE demonstration;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a real journal always records at the real instant'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT r.* INTO first, last, recorded_at, repeated FROM journal.record(
    p_command, p_request, p_author, p_at, p_ids, p_versions, p_topics, p_states,
    p_keys, p_wrapped, p_epochs, p_persons) r;
END $$;

-- A journal becomes a demonstration only while it is empty.
CREATE FUNCTION journal.mark_demonstration(p_today date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7052021);
  PERFORM FROM journal.entries LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'only an empty journal becomes a demonstration' USING ERRCODE = 'ML422';
  END IF;
  UPDATE journal.nature SET demonstration = true, today = p_today;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA journal FROM PUBLIC;
GRANT USAGE ON SCHEMA journal TO maillage_app, maillage_projector;
GRANT SELECT ON journal.entries, journal.receipts, journal.nature TO maillage_app;
GRANT SELECT ON journal.entries, journal.nature TO maillage_projector;
GRANT EXECUTE ON FUNCTION journal.append, journal.append_one TO maillage_app;
GRANT USAGE ON SCHEMA vault TO maillage_app;
GRANT SELECT ON vault.keys TO maillage_app;
RESET ROLE;
