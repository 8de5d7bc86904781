-- Trigram search. Written by hand: drizzle-kit makes no extensions.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
