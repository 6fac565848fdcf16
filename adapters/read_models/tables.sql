-- Read models only: every table here can be dropped and rebuilt from the journal.
-- `known_from` <= position < `known_to`: what was known at that position.
-- Tables with text in clear about persons are UNLOGGED: no WAL, no archive, no backup keeps them.
CREATE TABLE position (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO position DEFAULT VALUES;
CREATE UNLOGGED TABLE annuaire_position (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO annuaire_position DEFAULT VALUES;
CREATE TABLE set_aside (
  position bigint PRIMARY KEY,
  error    text   NOT NULL,
  tries    integer NOT NULL
);
CREATE TABLE acteur (
  id uuid NOT NULL, known_from bigint NOT NULL, known_to bigint NOT NULL, document text NOT NULL
);
CREATE TABLE projet (LIKE acteur);
CREATE TABLE salarie (LIKE acteur);
CREATE TABLE convention (LIKE acteur);
CREATE TABLE personne (LIKE acteur);  -- by person, not by stream; no name stands in it
CREATE TABLE fait (  -- which lines of the journal tell of an entry: its document is the journal
  interaction uuid NOT NULL, position bigint NOT NULL
);
CREATE TABLE part (
  interaction   uuid NOT NULL,
  actor         uuid,
  salarie       uuid NOT NULL,
  jour          date NOT NULL,
  occurred_on   date NOT NULL,
  kind          text NOT NULL,
  pole          text,
  dispositif    text,
  contact       integer NOT NULL,
  preparation   integer NOT NULL,
  travel        integer NOT NULL,
  participation integer NOT NULL,
  known_from    bigint NOT NULL,
  known_to      bigint NOT NULL
);
CREATE TABLE situation (
  actor        uuid NOT NULL,
  depuis       date NOT NULL,
  jusqua       date NOT NULL,
  zone         text NOT NULL,
  commune      text,
  epci         text,
  departement  text,
  typologie    text,
  recense      boolean NOT NULL,
  connu_depuis date,
  known_from   bigint NOT NULL,
  known_to     bigint NOT NULL
);
CREATE TABLE imputation (
  interaction uuid NOT NULL,
  convention  uuid NOT NULL,
  salarie     uuid NOT NULL,
  jour        date NOT NULL,
  minutes     integer NOT NULL,
  known_from  bigint NOT NULL,
  known_to    bigint NOT NULL
);
CREATE TABLE dossier (
  interaction uuid NOT NULL,
  project     uuid NOT NULL,
  occurred_on date NOT NULL,
  known_from  bigint NOT NULL,
  known_to    bigint NOT NULL
);
CREATE TABLE lien (  -- who is a contact of whom, or an actor and a person at once: no name
  fiche      uuid NOT NULL,  -- the record it stands on; actor: who that is after merges
  person     uuid NOT NULL,
  actor      uuid NOT NULL,
  genre      text NOT NULL,
  inscrit    date NOT NULL,
  parti      date,
  known_from bigint NOT NULL,
  known_to   bigint NOT NULL
);
CREATE TABLE mention (
  interaction uuid NOT NULL,
  person      uuid NOT NULL,
  occurred_on date NOT NULL,
  known_from  bigint NOT NULL,
  known_to    bigint NOT NULL
);
CREATE UNLOGGED TABLE annuaire (
  id          uuid NOT NULL,
  type        text NOT NULL,
  nom         text NOT NULL,
  sigle       text,
  commune     text,
  departement text,
  typologie   text,
  archive     boolean NOT NULL,
  survivor    uuid,
  recherche   text NOT NULL,
  known_from  bigint NOT NULL,
  known_to    bigint NOT NULL
);
-- The planner's notes are logged: no sample of a name in them.
ALTER TABLE annuaire ALTER nom SET STATISTICS 0, ALTER sigle SET STATISTICS 0,
  ALTER recherche SET STATISTICS 0;
CREATE TABLE closing (  -- of a rebuild under way: which versions end, and where
  owner uuid NOT NULL, at bigint NOT NULL
);
CREATE INDEX ON acteur (id);
CREATE INDEX ON projet (id);
CREATE INDEX ON salarie (id);
CREATE INDEX ON convention (id);
CREATE INDEX ON personne (id);
CREATE INDEX ON fait (interaction);
