-- What must hold whoever writes. Written by hand: drizzle-kit makes no triggers.

-- There is always at least one owner who can sign in. The lock makes two owners who remove each other wait
-- for one another, so that the second one sees what the first one did.
CREATE FUNCTION require_an_owner() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('roster: the last owner'));
  IF NOT EXISTS (
    SELECT 1 FROM user_roles r JOIN users u ON u.id = r.user_id
    WHERE r.role = 'owner' AND u.status <> 'suspended' AND u.deleted_at IS NULL AND u.login_type <> 'none'
  ) THEN
    RAISE EXCEPTION 'there must always be an owner who can sign in'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'at_least_one_owner';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION owner_role_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_an_owner();
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER owner_role_deleted AFTER DELETE ON user_roles
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION owner_role_taken();
--> statement-breakpoint
CREATE TRIGGER owner_role_changed AFTER UPDATE ON user_roles
  FOR EACH ROW WHEN (OLD.role = 'owner' AND (NEW.role <> 'owner' OR NEW.user_id <> OLD.user_id))
  EXECUTE FUNCTION owner_role_taken();
--> statement-breakpoint
-- Only where the user who goes is an owner: suspending anybody else never waits for the lock.
CREATE FUNCTION user_kept_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM user_roles WHERE user_id = NEW.id AND role = 'owner') THEN
    PERFORM require_an_owner();
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER user_kept_out AFTER UPDATE OF status, deleted_at, login_type ON users
  FOR EACH ROW WHEN (
    (NEW.status = 'suspended' AND OLD.status <> 'suspended')
    OR (NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL)
    OR (NEW.login_type = 'none' AND OLD.login_type <> 'none')
  ) EXECUTE FUNCTION user_kept_out();
--> statement-breakpoint
-- Audit entries are only ever added.
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are only ever added';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
