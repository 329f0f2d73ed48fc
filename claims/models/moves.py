"""The legal moves of every machine, as rows that a database trigger reads."""

from django.db import models


class LegalMove(models.Model):
    """One edge of a machine; source "" is how a row may begin. Written from the code after each migration."""

    machine = models.CharField(max_length=40)
    source = models.CharField(max_length=16)
    target = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_legal_move_is_listed_once", fields=["machine", "source", "target"]),
        ]


def machine_moves(model) -> set[tuple[str, str]]:
    """(source, target) pairs of a model's machine, as its transitions declare them, and its first state."""
    field = model._meta.get_field("state")
    moves = {(t.source, t.target) for t in model().get_all_state_transitions()}
    return {("", str(field.default))} | {(str(source), str(target)) for source, target in moves}


def write_moves(models_with_machines, using: str) -> None:
    """Makes the rows of LegalMove say what the code says, for these models; run after each migration, as the owner."""
    for model in models_with_machines:
        table = model._meta.db_table
        kept = LegalMove.objects.using(using).filter(machine=table)
        moves = machine_moves(model)
        stale = [row.pk for row in kept if (row.source, row.target) not in moves]
        kept.filter(pk__in=stale).delete()
        LegalMove.objects.using(using).bulk_create(
            [LegalMove(machine=table, source=source, target=target) for source, target in sorted(moves)],
            ignore_conflicts=True,
        )
