-- First of all: who writes meanwhile has, or waits for, one of these, and each would wait for the other.
LOCK TABLE "users", "user_seen", "group_members", "user_status_changes" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
CREATE TABLE "group_member_counts" (
	"group_id" uuid NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_status_hours" (
	"hour" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"by" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "group_member_counts_by_group" ON "group_member_counts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "user_status_hours_by_hour" ON "user_status_hours" USING btree ("hour","status");--> statement-breakpoint
-- How many members a group has: what is added for each statement, and never locked, is put together later.
CREATE FUNCTION members_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO group_member_counts SELECT group_id, count(*) FROM added GROUP BY 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION members_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO group_member_counts SELECT group_id, sum(by) FROM (
    SELECT group_id, 1 AS by FROM after UNION ALL SELECT group_id, -1 FROM before
  ) change GROUP BY 1 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION members_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO group_member_counts SELECT group_id, -count(*) FROM removed GROUP BY 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- By TRUNCATE, which sees also what is put together meanwhile.
CREATE FUNCTION members_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE group_member_counts;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER members_added AFTER INSERT ON group_members
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION members_added();
--> statement-breakpoint
CREATE TRIGGER members_changed AFTER UPDATE ON group_members
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
--> statement-breakpoint
CREATE TRIGGER members_removed AFTER DELETE ON group_members
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION members_removed();
--> statement-breakpoint
CREATE TRIGGER members_emptied AFTER TRUNCATE ON group_members FOR EACH STATEMENT EXECUTE FUNCTION members_emptied();
--> statement-breakpoint
-- Each change takes one from a status and gives one to another.
CREATE FUNCTION status_changes_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by)
    FROM added, LATERAL (VALUES (to_status, 1), (from_status, -1)) step (status, by)
    WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by)
    FROM (SELECT at, to_status, from_status, 1 AS times FROM after UNION ALL SELECT at, to_status, from_status, -1 FROM before) change,
      LATERAL (VALUES (to_status, times), (from_status, -times)) step (status, by)
    WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by)
    FROM removed, LATERAL (VALUES (to_status, -1), (from_status, 1)) step (status, by)
    WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE user_status_hours;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER status_changes_added AFTER INSERT ON user_status_changes
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION status_changes_added();
--> statement-breakpoint
CREATE TRIGGER status_changes_changed AFTER UPDATE ON user_status_changes
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION status_changes_changed();
--> statement-breakpoint
CREATE TRIGGER status_changes_removed AFTER DELETE ON user_status_changes
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION status_changes_removed();
--> statement-breakpoint
CREATE TRIGGER status_changes_emptied AFTER TRUNCATE ON user_status_changes FOR EACH STATEMENT EXECUTE FUNCTION status_changes_emptied();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION users_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE user_counts;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Who is being deleted is waited for, and then gets no membership and no role: they are counted without asking who is still there.
CREATE OR REPLACE FUNCTION sorted_like_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT username_key, created_at INTO NEW.username_key, NEW.created_at FROM users
    WHERE id = NEW.user_id AND deleted_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such user, or not any more' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DELETE FROM "group_members" WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "deleted_at" IS NOT NULL);--> statement-breakpoint
DELETE FROM "user_roles" WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "deleted_at" IS NOT NULL);--> statement-breakpoint
DELETE FROM "group_member_counts";--> statement-breakpoint
INSERT INTO "group_member_counts" SELECT "group_id", count(*) FROM "group_members" GROUP BY 1;--> statement-breakpoint
INSERT INTO "user_status_hours" SELECT date_trunc('hour', "at", 'UTC'), status, sum(by)
  FROM "user_status_changes", LATERAL (VALUES ("to_status", 1), ("from_status", -1)) step (status, by)
  WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
