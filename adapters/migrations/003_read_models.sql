-- Read models belong to the projector, who makes and drops them whole; the application keeps
-- them up, row by row.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE SCHEMA read_models AUTHORIZATION maillage_projector;
