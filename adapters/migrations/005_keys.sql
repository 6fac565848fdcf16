-- Epochs of the master key, and what an erasure destroys (docs/adr: keys, epochs, erasure).
SET ROLE maillage_owner;

CREATE TABLE vault.epochs (
  epoch        integer PRIMARY KEY,  -- the greatest one is the current
  started_at   timestamptz NOT NULL,
  destroyed_at timestamptz           -- null while its master key may still stand somewhere
);
INSERT INTO vault.epochs SELECT coalesce(max(epoch), 1), now() FROM vault.keys;

-- Keys that were destroyed: none of them comes back, not even from a command decided before.
CREATE TABLE vault.forgotten (
  key_id text PRIMARY KEY
);

-- The fact destroys the keys: whatever door records it, in the same transaction.
CREATE FUNCTION vault.forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told  jsonb := convert_from(NEW.state, 'UTF8')::jsonb;
  named text[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(told -> 'texts', '[]')));
BEGIN
  WITH gone AS (
    DELETE FROM vault.keys k
      WHERE k.person = told ->> 'person' OR k.key_id = ANY(named) RETURNING k.key_id)
  INSERT INTO vault.forgotten
    SELECT key_id FROM gone UNION SELECT unnest(named) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_forget AFTER INSERT ON journal.entries
  FOR EACH ROW WHEN (NEW.topic = 'person.erased') EXECUTE FUNCTION vault.forget();
CREATE INDEX entries_erased ON journal.entries (notification_id) WHERE topic = 'person.erased';

-- A process that holds a former master key, or a key destroyed meanwhile, cannot seal with it.
CREATE FUNCTION vault.refuse_former(p_keys text[], p_epochs integer[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM unnest(p_epochs) AS sealed
    WHERE sealed IS DISTINCT FROM (SELECT max(epoch) FROM vault.epochs);
  IF FOUND THEN
    RAISE EXCEPTION 'sealed under a former master key' USING ERRCODE = 'ML423';
  END IF;
  PERFORM FROM vault.forgotten f WHERE f.key_id = ANY(p_keys);
  IF FOUND THEN
    RAISE EXCEPTION 'sealed under a key that was destroyed' USING ERRCODE = 'ML423';
  END IF;
END $$;

-- As in migration 002, with the keys looked at before they are kept.
CREATE OR REPLACE FUNCTION journal.record(
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
    PERFORM vault.refuse_former(p_keys, p_epochs);
    INSERT INTO vault.keys
      SELECT * FROM unnest(p_keys, p_wrapped, p_epochs, p_persons) ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- A request is the epoch (4 bytes) and a hash keyed with that epoch's master key. Once that key
-- is destroyed nobody can compare: the command id alone tells, and the first outcome is answered.
CREATE FUNCTION journal.comparable(p_known bytea, p_sent bytea) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT length(p_known) = length(p_sent)
     AND (length(p_sent) <> 36 OR substr(p_known, 1, 4) = substr(p_sent, 1, 4))
$$;
CREATE OR REPLACE FUNCTION journal.outcome(
  p_command uuid, p_request bytea,
  OUT first bigint, OUT last bigint, OUT recorded_at timestamptz, OUT repeated boolean
) LANGUAGE plpgsql AS $$
DECLARE
  known journal.receipts;
BEGIN
  SELECT * INTO STRICT known FROM journal.receipts r WHERE r.command_id = p_command;
  IF known.request <> p_request AND journal.comparable(known.request, p_request) THEN
    RAISE EXCEPTION 'command % was already sent with another content', p_command
      USING ERRCODE = 'ML409';
  END IF;
  first := known.first; last := known.last; recorded_at := known.recorded_at; repeated := true;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA journal FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC;
GRANT SELECT ON vault.epochs TO maillage_app;
RESET ROLE;
