-- After the rows of a rebuild are in: an index built once costs a third of one kept up.
CREATE INDEX part_interaction ON part (interaction);
CREATE INDEX part_occurred_on ON part (occurred_on);
CREATE INDEX part_jour ON part (jour) WHERE jour <> occurred_on;
CREATE INDEX part_actor ON part (actor, occurred_on);
CREATE INDEX part_salarie ON part (salarie, jour);
CREATE INDEX situation_actor ON situation (actor);
CREATE INDEX imputation_interaction ON imputation (interaction);
CREATE INDEX imputation_jour ON imputation (jour);
CREATE INDEX dossier_interaction ON dossier (interaction);
CREATE INDEX dossier_project ON dossier (project, occurred_on);
CREATE INDEX lien_fiche ON lien (fiche);
CREATE INDEX lien_person ON lien (person);
CREATE INDEX mention_interaction ON mention (interaction);
CREATE INDEX mention_person ON mention (person, occurred_on);
CREATE INDEX annuaire_id ON annuaire (id);
CREATE INDEX annuaire_recherche ON annuaire USING gin (recherche public.gin_trgm_ops);
