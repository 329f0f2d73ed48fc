"""Events are linked, hashed and written once; so are access records and seals."""

from django.db import migrations

from contributions import triggers

EVENT_IS_LINKED = """
CREATE FUNCTION refuse_unlinked_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body jsonb := NEW.canonical::jsonb;
    last_number int := 0;
    last_hash bytea := decode(repeat('00', 32), 'hex');
BEGIN
    SELECT number, hash INTO last_number, last_hash FROM audits_event
    WHERE chain = NEW.chain ORDER BY number DESC LIMIT 1;
    IF NOT FOUND THEN
        last_number := 0;
        last_hash := decode(repeat('00', 32), 'hex');
    END IF;
    IF (NEW.number, NEW.previous_hash, NEW.hash)
         IS DISTINCT FROM (last_number + 1, last_hash, sha256(convert_to(NEW.canonical, 'UTF8')))
       OR (body->>'chain', body->>'verb', body->>'subject', body->>'source', body->>'target', body->>'previous')
         IS DISTINCT FROM (NEW.chain::text, NEW.verb::text, NEW.subject::text, NEW.source::text, NEW.target::text,
                           encode(NEW.previous_hash, 'hex'))
       OR ((body->>'number')::bigint, (body->>'by')::bigint, (body->>'claim')::bigint, (body->>'at')::timestamptz)
         IS DISTINCT FROM (NEW.number::bigint, NEW.by_id, NEW.claim_id, NEW.at) THEN
        RAISE EXCEPTION 'event % of % is not linked to the one before it', NEW.number, NEW.chain
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audits_event_is_linked BEFORE INSERT ON audits_event
    FOR EACH ROW EXECUTE FUNCTION refuse_unlinked_event();
"""

RULES = [
    EVENT_IS_LINKED,
    triggers.written_once("audits_event"),
    triggers.written_once("audits_access"),
    triggers.written_once("audits_seal"),
]


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_initial"), ("claims", "0003_the_database_says_no")]
    operations = [
        migrations.RunSQL("\n".join(RULES), "DROP FUNCTION IF EXISTS refuse_unlinked_event CASCADE;")
    ]
