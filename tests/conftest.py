"""The strictness switches."""

pytest_plugins = ["tests.postgres_server", "tests.chromium"]
