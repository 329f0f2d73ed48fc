#!/usr/bin/env python3
"""Django's commands, each run as the database role that it needs."""

import os
import sys

OWNER_COMMANDS = {"migrate", "make_ready", "grant_roles", "flush", "sqlflush"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backoffice.settings")
    if OWNER_COMMANDS & set(sys.argv[1:2]):
        os.environ.setdefault("DB_ROLE", "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
