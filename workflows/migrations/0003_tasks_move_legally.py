"""Tasks move as their machine says and are never removed."""

from django.db import migrations

from contributions import triggers


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial"), ("claims", "0003_the_database_says_no")]
    operations = [
        migrations.RunSQL(
            triggers.legal_moves_only("workflows_task") + triggers.never_removed("workflows_task"),
            "DROP TRIGGER workflows_task_moves_legally ON workflows_task;",
        )
    ]
