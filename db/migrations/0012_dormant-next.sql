ALTER TABLE "user_seen" ADD COLUMN "status_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
DROP INDEX "user_seen_by_status";--> statement-breakpoint
UPDATE "user_seen" SET "status_since" = u."status_since" FROM "users" u WHERE u."id" = "user_seen"."user_id";--> statement-breakpoint
-- Who becomes dormant next, and how many: told by the index alone, where to look for each of them among the users took 300 ms for 22,000.
CREATE INDEX "user_seen_by_status" ON "user_seen" USING btree ("status","last_seen_at","user_id") INCLUDE ("status_since");--> statement-breakpoint
CREATE OR REPLACE FUNCTION user_stands_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE user_seen SET status = CASE WHEN NEW.deleted_at IS NULL THEN NEW.status END, status_since = NEW.status_since
    WHERE user_id = NEW.id;
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM group_members WHERE user_id = NEW.id;
    DELETE FROM user_roles WHERE user_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER user_stands_elsewhere ON users;--> statement-breakpoint
CREATE TRIGGER user_stands_elsewhere AFTER UPDATE OF status, status_since, deleted_at ON users
  FOR EACH ROW WHEN (
    NEW.status <> OLD.status OR NEW.status_since <> OLD.status_since OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at
  ) EXECUTE FUNCTION user_stands_elsewhere();
--> statement-breakpoint
CREATE FUNCTION seen_like_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT CASE WHEN deleted_at IS NULL THEN status END, status_since INTO NEW.status, NEW.status_since FROM users WHERE id = NEW.user_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER seen_like_user BEFORE INSERT ON user_seen FOR EACH ROW EXECUTE FUNCTION seen_like_user();
