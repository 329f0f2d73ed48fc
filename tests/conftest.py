"""The strictness switches; Korean as it stands in the catalogue now."""

from backoffice.housekeeping import messages

pytest_plugins = ["tests.postgres_server", "tests.chromium"]


def pytest_configure(config):
    """Compiles the catalogues once, before the processes of the run begin."""
    if not hasattr(config, "workerinput"):
        messages.compile_changed()
