DROP INDEX "user_roles_by_role";--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "username_key" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_roles" ADD COLUMN "username_key" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_roles" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
UPDATE "group_members" SET "username_key" = u."username_key", "created_at" = u."created_at"
  FROM "users" u WHERE u."id" = "group_members"."user_id";--> statement-breakpoint
UPDATE "user_roles" SET "username_key" = u."username_key", "created_at" = u."created_at"
  FROM "users" u WHERE u."id" = "user_roles"."user_id";--> statement-breakpoint
CREATE INDEX "group_members_by_username" ON "group_members" USING btree ("group_id","username_key","user_id");--> statement-breakpoint
CREATE INDEX "group_members_by_creation" ON "group_members" USING btree ("group_id","created_at","user_id");--> statement-breakpoint
CREATE INDEX "user_roles_by_username" ON "user_roles" USING btree ("role","username_key","user_id");--> statement-breakpoint
CREATE INDEX "user_roles_by_creation" ON "user_roles" USING btree ("role","created_at","user_id");--> statement-breakpoint
-- The lock makes a rename wait that goes on meanwhile, and then finds the row that is added here.
CREATE FUNCTION sorted_like_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT username_key, created_at INTO STRICT NEW.username_key, NEW.created_at FROM users WHERE id = NEW.user_id FOR SHARE;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sorted_like_user BEFORE INSERT ON group_members FOR EACH ROW EXECUTE FUNCTION sorted_like_user();
--> statement-breakpoint
CREATE TRIGGER sorted_like_user BEFORE INSERT ON user_roles FOR EACH ROW EXECUTE FUNCTION sorted_like_user();
--> statement-breakpoint
CREATE FUNCTION user_sorted_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE group_members SET username_key = NEW.username_key, created_at = NEW.created_at WHERE user_id = NEW.id;
  UPDATE user_roles SET username_key = NEW.username_key, created_at = NEW.created_at WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER user_sorted_anew AFTER UPDATE OF username, created_at ON users
  FOR EACH ROW WHEN (NEW.username_key IS DISTINCT FROM OLD.username_key OR NEW.created_at <> OLD.created_at)
  EXECUTE FUNCTION user_sorted_anew();
