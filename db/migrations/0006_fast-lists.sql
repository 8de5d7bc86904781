CREATE TABLE "user_counts" (
	"status" text NOT NULL,
	"login_type" text NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "user_seen" ADD COLUMN "status" text DEFAULT 'dormant';--> statement-breakpoint
UPDATE "user_seen" SET "status" = CASE WHEN u."deleted_at" IS NULL THEN u."status" END
  FROM "users" u WHERE u."id" = "user_seen"."user_id";--> statement-breakpoint
CREATE INDEX "user_seen_by_status" ON "user_seen" USING btree ("status","last_seen_at","user_id");--> statement-breakpoint
-- Every letter of a text and every two that follow one another: the pairs from the first letter on, then those from the second.
CREATE FUNCTION short_grams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_to_array(value, NULL)
    || array_remove(string_to_array(regexp_replace(value, '(..)', E'\\1\x01', 'g')
      || E'\x01' || regexp_replace(substr(value, 2), '(..)', E'\\1\x01', 'g'), E'\x01'), '')
$$;
--> statement-breakpoint
CREATE INDEX "users_search_short" ON "users" USING gin (short_grams("search_text")) WHERE "users"."deleted_at" is null;--> statement-breakpoint
-- Who is deleted holds no role and is in no group: then both can be counted without asking for each who is still there.
DELETE FROM "group_members" WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "deleted_at" IS NOT NULL);--> statement-breakpoint
DELETE FROM "user_roles" WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "deleted_at" IS NOT NULL);--> statement-breakpoint
CREATE FUNCTION user_stands_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE user_seen SET status = CASE WHEN NEW.deleted_at IS NULL THEN NEW.status END WHERE user_id = NEW.id;
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM group_members WHERE user_id = NEW.id;
    DELETE FROM user_roles WHERE user_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER user_stands_elsewhere AFTER UPDATE OF status, deleted_at ON users
  FOR EACH ROW WHEN (NEW.status <> OLD.status OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at)
  EXECUTE FUNCTION user_stands_elsewhere();
--> statement-breakpoint
INSERT INTO "user_counts" SELECT "status", "login_type", count(*) FROM "users" WHERE "deleted_at" IS NULL GROUP BY 1, 2;--> statement-breakpoint
CREATE FUNCTION users_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_counts SELECT status, login_type, count(*) FROM added WHERE deleted_at IS NULL GROUP BY 1, 2;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_counts SELECT status, login_type, sum(by) FROM (
    SELECT status, login_type, 1 AS by FROM after WHERE deleted_at IS NULL
    UNION ALL SELECT status, login_type, -1 FROM before WHERE deleted_at IS NULL
  ) change GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_counts SELECT status, login_type, -count(*) FROM removed WHERE deleted_at IS NULL GROUP BY 1, 2;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_added AFTER INSERT ON users
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION users_added();
--> statement-breakpoint
CREATE TRIGGER users_changed AFTER UPDATE ON users
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION users_changed();
--> statement-breakpoint
CREATE TRIGGER users_removed AFTER DELETE ON users
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION users_removed();
--> statement-breakpoint
CREATE FUNCTION users_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM user_counts;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_emptied AFTER TRUNCATE ON users FOR EACH STATEMENT EXECUTE FUNCTION users_emptied();
