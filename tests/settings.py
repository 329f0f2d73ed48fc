"""The product's settings, stricter and quicker, on the throw-away cluster; each run has databases of its own."""

import os

from backoffice.housekeeping import databases, postgres, roles
from backoffice.settings import *

TEST_RUN = os.environ.setdefault("TEST_RUN", str(os.getpid()))  # inherited by the run's other processes

# As the owner: it makes and empties the databases. Tests of the application's rights use `connected_as`.
_connection = databases.embedded(postgres.for_tests(), roles.OWNER) | {"TEST": {"NAME": f"test_office_{TEST_RUN}"}}
_connection["NAME"] = os.environ.get("TEST_DATABASE", _connection["NAME"])  # where tests/postgres_server.py migrates
DATABASES = {"default": _connection | {"ATOMIC_REQUESTS": True}, "looking": dict(_connection)}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
