"""What the database refuses, as SQL: changing what was written once, and moves that no machine has.

The same functions serve every app's migrations; they hold against a shell, a script and a table's owner.
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

REFUSE_EDIT = """
CREATE FUNCTION refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open_columns text[] := TG_ARGV[0]::text[];
BEGIN
    IF to_jsonb(OLD) - open_columns IS DISTINCT FROM to_jsonb(NEW) - open_columns THEN
        RAISE EXCEPTION '% is superseded, never edited (only % may change)', TG_TABLE_NAME, open_columns
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

REFUSE_EDIT_WHEN = """
CREATE FUNCTION refuse_edit_when() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free_states text[] := TG_ARGV[0]::text[];
    open_columns text[] := TG_ARGV[1]::text[];
BEGIN
    IF NOT (OLD.state = ANY (free_states))
       AND to_jsonb(OLD) - open_columns IS DISTINCT FROM to_jsonb(NEW) - open_columns THEN
        RAISE EXCEPTION '% is frozen once it is %', TG_TABLE_NAME, OLD.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

REFUSE_ILLEGAL_MOVE = """
CREATE FUNCTION refuse_illegal_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := '';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := OLD.state;
        IF before = NEW.state THEN RETURN NEW; END IF;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM claims_legalmove
                   WHERE machine = TG_TABLE_NAME AND source = before AND target = NEW.state) THEN
        RAISE EXCEPTION '% cannot move from "%" to "%"', TG_TABLE_NAME, before, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

FUNCTIONS = [REFUSE_CHANGE, REFUSE_EDIT, REFUSE_EDIT_WHEN, REFUSE_ILLEGAL_MOVE]
DROP_FUNCTIONS = (
    "DROP FUNCTION IF EXISTS refuse_change, refuse_edit, refuse_edit_when, refuse_illegal_move CASCADE;"
)


def written_once(table: str) -> str:
    """No UPDATE, DELETE or TRUNCATE of a table, by anybody."""
    return (
        f"CREATE TRIGGER {table}_is_written_once BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_change();" + never_emptied(table)
    )


def never_removed(table: str) -> str:
    """No DELETE or TRUNCATE of a table, by anybody."""
    return (
        f"CREATE TRIGGER {table}_is_never_removed BEFORE DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_change();" + never_emptied(table)
    )


def never_emptied(table: str) -> str:
    """No TRUNCATE of a table, by anybody."""
    return (
        f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
    )


def only(table: str, *columns: str) -> str:
    """Only these columns of a row may ever change; rows are never removed."""
    return (
        f"CREATE TRIGGER {table}_is_superseded BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_edit('{{{','.join(columns)}}}');" + never_removed(table)
    )


def frozen_unless(table: str, free_states: list[str], *columns: str) -> str:
    """Outside the free states only these columns may change."""
    name = f"{table}_frozen_unless_{'_or_'.join(free_states)}"
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION refuse_edit_when('{{{','.join(free_states)}}}', '{{{','.join(columns)}}}');"
    )


def legal_moves_only(table: str) -> str:
    """The state may begin and move only as the machine's transitions say."""
    return (
        f"CREATE TRIGGER {table}_moves_legally BEFORE INSERT OR UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_illegal_move();"
    )
