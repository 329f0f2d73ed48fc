"""The Jinja2 environment of all pages: strict about names, speaking the reader's language."""

from collections.abc import Mapping
from functools import cached_property

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

from backoffice import formats

COMPONENTS = ("layout", "forms", "tables", "status", "casework")


class Components:
    """`ui.table(...)` in any template: the macros of templates/components, without an import in each page."""

    def __init__(self, environment):
        self._environment = environment

    def __getattr__(self, name):
        if name in self._files:
            return getattr(self._environment.get_template(self._files[name]).module, name)
        raise AttributeError(f"No component is called {name}: see docs/how-to/screens.md.")

    @cached_property
    def _files(self):
        files = [f"components/{name}.html" for name in COMPONENTS]
        return {macro: file for file in files for macro in vars(self._environment.get_template(file).module)}


def environment(**options):
    """A Jinja2 environment with Django's addresses, messages and this project's formats."""
    built = jinja2.Environment(
        **options | {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    built.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    built.globals |= {"static": static, "url": url, "language": get_language, "ui": Components(built)}
    built.filters |= _filters()
    return built


def url(name, *args, **kwargs):
    """The address of a page by the name it has in urls.py."""
    return reverse(name, args=args, kwargs=kwargs)


def maybe(thing, key):
    """What a mapping or an object holds under a key that it needn't have; None where it doesn't."""
    return thing.get(key) if isinstance(thing, Mapping) else getattr(thing, key, None)


def _filters():
    """The formats under their own names; those that speak a language speak the reader's."""
    speaking = ("date", "date_with_weekday", "short_date", "deadline", "instant", "days", "money", "name", "span")
    plain = ("time", "number", "rrn", "phone", "account", "business_number", "workplace_number", "josa")
    filters = {name: getattr(formats, name) for name in plain} | {"maybe": maybe}
    return filters | {name: _in_the_readers_language(getattr(formats, name)) for name in speaking}


def _in_the_readers_language(show):
    def shown(*values, **options):
        return show(*values, language=get_language(), **options)

    return shown
