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
CREATE FUNCTION members_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM group_member_counts;
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
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by) FROM (
    SELECT at, to_status AS status, 1 AS by FROM added UNION ALL SELECT at, from_status, -1 FROM added
  ) step WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by) FROM (
    SELECT at, to_status AS status, 1 AS by FROM after UNION ALL SELECT at, from_status, -1 FROM after
    UNION ALL SELECT at, to_status, -1 FROM before UNION ALL SELECT at, from_status, 1 FROM before
  ) step WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO user_status_hours SELECT date_trunc('hour', at, 'UTC'), status, sum(by) FROM (
    SELECT at, to_status AS status, -1 AS by FROM removed UNION ALL SELECT at, from_status, 1 FROM removed
  ) step WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION status_changes_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM user_status_hours;
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
-- From here on nobody else writes into the two tables until this is done: their triggers were made.
INSERT INTO "group_member_counts" SELECT "group_id", count(*) FROM "group_members" GROUP BY 1;--> statement-breakpoint
INSERT INTO "user_status_hours" SELECT date_trunc('hour', "at", 'UTC'), status, sum(by) FROM (
  SELECT "at", "to_status" AS status, 1 AS by FROM "user_status_changes" UNION ALL SELECT "at", "from_status", -1 FROM "user_status_changes"
) step WHERE status IS NOT NULL GROUP BY 1, 2 HAVING sum(by) <> 0;
