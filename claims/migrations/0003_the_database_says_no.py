"""Machines move legally, decided things freeze, the ledger balances, letters are written once."""

from django.db import migrations

from contributions import triggers

LEDGER_BALANCES = """
CREATE FUNCTION refuse_unbalanced_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    transfer bigint := CASE WHEN TG_TABLE_NAME = 'claims_transfer' THEN NEW.id
                            ELSE (to_jsonb(NEW)->>'transfer_id')::bigint END;
    legs int;
    difference numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount), 0) INTO legs, difference FROM claims_posting WHERE transfer_id = transfer;
    IF legs < 2 OR difference <> 0 THEN
        RAISE EXCEPTION 'transfer % does not balance: % legs, difference % won', transfer, legs, difference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_transfer_balances AFTER INSERT ON claims_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_transfer();
CREATE CONSTRAINT TRIGGER a_posting_balances AFTER INSERT ON claims_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_transfer();
"""

SPANS_MATCH = """
CREATE FUNCTION refuse_unmatched_spans() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    spanned int;
BEGIN
    IF NEW.kind <> 'benefit' THEN RETURN NULL; END IF;
    SELECT coalesce(sum(upper(days) - lower(days)), 0) INTO spanned FROM claims_paidspan WHERE payment_id = NEW.id;
    IF spanned <> NEW.days THEN
        RAISE EXCEPTION 'payment % pays % days but its spans hold %', NEW.id, NEW.days, spanned
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_payment_names_its_days AFTER INSERT ON claims_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unmatched_spans();
"""

SPANS_STAY = """
CREATE FUNCTION refuse_to_free_paid_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.live IS DISTINCT FROM OLD.live
       AND NOT EXISTS (SELECT 1 FROM claims_payment WHERE id = NEW.payment_id AND state = 'cancelled')
       AND NOT EXISTS (SELECT 1 FROM claims_payment p JOIN claims_debt d ON d.certification_id = p.certification_id
                       WHERE p.id = NEW.payment_id) THEN
        RAISE EXCEPTION 'the days of payment % stay taken: it was neither cancelled nor reclaimed', NEW.payment_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paid_days_stay_taken BEFORE UPDATE ON claims_paidspan
    FOR EACH ROW EXECUTE FUNCTION refuse_to_free_paid_days();
"""

RULES = [
    LEDGER_BALANCES,
    SPANS_MATCH,
    *map(
        triggers.legal_moves_only,
        ["claims_claim", "claims_determination", "claims_certification", "claims_payment", "claims_batch"],
    ),
    *map(
        triggers.written_once,
        ["claims_transfer", "claims_posting", "claims_letter", "claims_document", "claims_debt"],
    ),
    triggers.frozen_unless(
        "claims_determination", ["draft"],
        "state", "approved_by_id", "approved_at", "recommended_by_id", "recommended_at", "sent_back_because",
    ),
    triggers.frozen_unless("claims_determination", ["draft", "recommended"], "state"),
    triggers.never_removed("claims_determination"),
    triggers.frozen_unless("claims_certification", ["due", "reported", "missed"], "state"),
    triggers.never_removed("claims_certification"),
    triggers.only("claims_payment", "state", "account_id", "payable_on", "attempt", "paid_on", "return_reason"),
    triggers.only("claims_paidspan", "live"),
    SPANS_STAY,
    triggers.only(
        "claims_batch", "state", "released_by_id", "released_at", "sealed_file", "file_sha256"
    ),
    triggers.only("claims_batchitem", "outcome", "answer_id", "withdrawn"),
    triggers.only("claims_bankanswer", "paid", "returned", "pending", "unmatched"),
    triggers.only("claims_bankaccount", "state", "confirmed_at", "confirmed_by_id"),
    triggers.only("claims_statement", "known_until"),
    triggers.only("claims_override", "withdrawn_at"),
    triggers.only("claims_point", "cleared_at", "cleared_by_id", "sealed_clearing", "evidence_id"),
    triggers.never_removed("claims_claim"),
    triggers.never_removed("claims_documentrequest"),
]

UNDO = "DROP FUNCTION IF EXISTS refuse_unbalanced_transfer, refuse_unmatched_spans, refuse_to_free_paid_days CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_initial"), ("contributions", "0003_registers_are_superseded")]
    operations = [migrations.RunSQL("\n".join(RULES), UNDO)]
