"""Register rows are superseded, never edited, never removed."""

from django.db import migrations

from contributions import triggers

RULES = [
    *triggers.FUNCTIONS,
    triggers.only("contributions_insuredstatus", "known_until"),
    triggers.only("contributions_separationcertificate", "known_until"),
    triggers.written_once("contributions_wageperiod"),
    triggers.never_removed("contributions_person"),
    triggers.never_removed("contributions_personkey"),
    triggers.never_removed("contributions_employer"),
    triggers.only("contributions_recusal", "ended_at"),
    triggers.written_once("contributions_importbatch"),
    triggers.only("contributions_stagedimport", "sealed_content", "sealed_refused", "batch_id"),
]


class Migration(migrations.Migration):
    dependencies = [("contributions", "0002_initial")]
    operations = [migrations.RunSQL("\n".join(RULES), triggers.DROP_FUNCTIONS)]
