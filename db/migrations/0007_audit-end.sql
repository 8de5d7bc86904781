ALTER TABLE "audit_chain" ADD COLUMN "signature" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- A chain whose end nobody signed is made anew at the next start.
ALTER TABLE "audit_seals" DISABLE TRIGGER "audit_only_grows";--> statement-breakpoint
DELETE FROM "audit_seals";--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE TRIGGER "audit_only_grows";--> statement-breakpoint
UPDATE "audit_chain" SET "length" = 0, "hash" = '';--> statement-breakpoint
INSERT INTO "audit_unsealed" ("entry_id") SELECT "id" FROM "audit_entries" ON CONFLICT DO NOTHING;
