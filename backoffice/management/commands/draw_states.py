"""Draws every machine from the code into docs/states.md; a test compares."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from backoffice.staff import roles
from claims.models import Batch, Certification, Claim, Determination, Payment
from claims.permissions import May
from workflows.models import Task

MACHINES = (Claim, Determination, Certification, Payment, Batch, Task)
WHERE = Path(settings.BASE_DIR) / "docs" / "states.md"
HEAD = """# The machines

Drawn from the code by `manage.py draw_states`; a test compares, and the database refuses every move that is not here.
A move without a right follows from other steps and is taken by nobody directly.
"""


def drawing() -> str:
    """The whole text of docs/states.md."""
    with override("en"):
        return "\n".join([HEAD, *(part for model in MACHINES for part in _machine(model))])


def moves(model) -> list:
    """A machine's transitions, in the order of its states."""
    order = [value for value, _label in model._meta.get_field("state").flatchoices]
    return sorted(
        model().get_all_state_transitions(), key=lambda t: (order.index(t.source), order.index(t.target), t.name)
    )


def _machine(model) -> Iterator[str]:
    states = model._meta.get_field("state")
    yield f"## {model.__name__}\n\n```mermaid\nstateDiagram-v2"
    for value, label in states.flatchoices:
        yield f"    {value}: {label}"
    yield f"    [*] --> {states.default}"
    for move in moves(model):
        yield f"    {move.source} --> {move.target}: {move.name}"
    for value in _ends(model):
        yield f"    {value} --> [*]"
    yield "```\n\n| from | to | move | right | never by |\n| --- | --- | --- | --- | --- |"
    for move in moves(model):
        yield _row(move)
    yield ""


def _ends(model) -> list[str]:
    sources = {move.source for move in moves(model)}
    return [value for value, _label in model._meta.get_field("state").flatchoices if value not in sources]


def _row(move) -> str:
    may = move.permission
    right = str(roles.VERBS[may.verb]) if isinstance(may, May) else "-"
    barred = f"whoever is in `{may.never_after}`" if isinstance(may, May) and may.never_after else "-"
    return f"| {move.source} | {move.target} | `{move.name}` | {right} | {barred} |"


class Command(BaseCommand):
    """`manage.py draw_states`."""

    help = __doc__

    def handle(self, **_options) -> None:
        WHERE.write_text(drawing(), "utf-8")
        self.stdout.write(f"{len(MACHINES)} machines drawn in {WHERE.relative_to(settings.BASE_DIR)}")
