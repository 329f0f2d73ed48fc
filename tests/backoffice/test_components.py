"""The components and the frame: documented, safe, readable, and the same in both languages."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override
from jinja2 import nodes

from backoffice.jinja import COMPONENTS

HOUSE = Path(__file__).resolve().parents[2]
STATIC = HOUSE / "backoffice" / "static"
TODAY = date(2026, 11, 23)


@pytest.fixture
def jinja():
    return engines["jinja2"].env


@pytest.fixture
def show(jinja):
    def shown(source, language="en", **context):
        with override(language):
            return jinja.from_string(source).render(today=TODAY, **context)

    return shown


def gallery(jinja, language):
    days = [TODAY + timedelta(days=number - 2) for number in range(28)]
    row = {"id": 1, "name": "문가온", "url": "#", "claim": "26-1", "next": "–", "due": days[0], "amount": 10, "age": 2}
    with override(language):
        return jinja.get_template("_gallery.html").render(
            today=TODAY,
            now=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
            days=days,
            strip=[{"on": day, "outcome": "recognised", "note": None} for day in days],
            rows=[row | {"state": {"word": "심사 중", "tone": "information"}}],
            frame=FRAME,
            csrf_input="",
        )


FRAME = {
    "nav": [{"label": "Queue", "url": "/queue/", "count": 12, "current": True, "go": "queue"}],
    "language_url": "/language/",
    "search": {"url": "/search/"},
    "notifications": {"url": "/notifications/", "count": 3},
    "help_url": "/help/",
    "user": {"name": "KIM Seoyeon", "office": "Seoul West", "menu": [{"label": "Sign out", "url": "/logout/"}]},
    "training": True,
}


def macros(jinja):
    for name in COMPONENTS:
        source = (HOUSE / "templates" / "components" / f"{name}.html").read_text()
        for macro in jinja.parse(source).find_all(nodes.Macro):
            if not macro.name.startswith("_"):
                yield macro.name, [argument.name for argument in macro.args]


def test_every_component_is_documented_with_its_arguments(jinja):
    written = (HOUSE / "docs" / "how-to" / "screens.md").read_text()

    undocumented = [name for name, takes in macros(jinja) if f"`{name}({', '.join(takes)})`" not in written]

    assert undocumented == []


def calls(jinja):
    for page in (HOUSE / "templates").rglob("*.html"):
        for call in jinja.parse(page.read_text()).find_all(nodes.Call):
            match call.node:
                case nodes.Getattr(node=nodes.Name(name="ui"), attr=name):
                    yield f"{page.name}:{call.lineno}", name, len(call.args), {given.key for given in call.kwargs}


def test_pages_call_components_with_arguments_that_they_have(jinja):
    known = dict(macros(jinja)) | {"bound": [*dict(macros(jinja))["bound"], "rows", "size", "suffix", "attributes"]}

    mistaken = [
        (place, name)
        for place, name, count, named in calls(jinja)
        if name not in known or count > len(known[name]) or not named <= set(known[name])
    ]

    assert mistaken == []


def test_the_gallery_shows_every_component_that_pages_use(jinja):
    source = (HOUSE / "templates" / "_gallery.html").read_text()
    used_by_others = {"icon", "copy", "cell", "bound", "form_errors", "language_switch"}

    unseen = {name for name, _ in macros(jinja) if f"ui.{name}(" not in source}

    assert unseen == used_by_others


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_gallery_can_be_shown_in_both_languages(jinja, language):
    shown = gallery(jinja, language)

    assert f'<html lang="{language}"' in shown
    assert ("본문 바로가기" in shown) == (language == "ko")
    assert ("Skip to the content" in shown) == (language == "en")


def test_no_page_needs_what_the_content_security_policy_refuses():
    refused = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|href=["']javascript:""")

    offenders = [
        str(page)
        for page in (HOUSE / "templates").rglob("*.html")
        if "letters" not in page.parts and refused.search(page.read_text())
    ]

    assert offenders == []


def test_what_people_typed_is_never_markup(show):
    assert "&lt;b&gt;" in show("{{ ui.tag(word) }}", word="<b>")
    assert "&lt;b&gt;" in show("{{ ui.field('reason', 'Reason', 'textarea', typed) }}", typed="<b>")


def test_an_unknown_component_is_an_error(show):
    with pytest.raises(Exception, match="carousel"):
        show("{{ ui.carousel() }}")


def test_a_wrong_field_says_so_above_the_input_and_is_tied_to_it(show):
    shown = show("{{ ui.field('left_on', 'Left on', 'date', 'soon', error='This is not a date.') }}")

    assert shown.index("Error:") < shown.index("<input")
    assert 'aria-describedby="id_left_on_error"' in shown
    assert 'id="id_left_on_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="soon"' in shown


def test_a_password_is_never_sent_back(show):
    assert "secret" not in show("{{ ui.field('password', 'Password', 'password', 'secret') }}")


def test_an_impossible_act_stays_in_sight_with_its_reason_and_cannot_be_sent(show):
    shown = show("{{ ui.button('Pay', because='The run is locked.') }}")

    assert 'aria-disabled="true"' in shown
    assert 'type="submit"' not in shown
    assert "The run is locked." in shown


def test_an_impossible_action_in_a_menu_is_no_link(show):
    shown = show("{{ ui.actions_menu([{'label': 'Hold', 'url': '/hold/', 'because': 'It is being approved.'}]) }}")

    assert "/hold/" not in shown
    assert "It is being approved." in shown


def test_a_sorted_column_says_which_way(show):
    columns = [{"key": "name", "label": "Name", "sort_url": "?sort=-name", "sorted": "ascending"}]

    assert 'aria-sort="ascending"' in show("{{ ui.table('Cases', columns, []) }}", columns=columns)


def test_an_empty_table_says_what_comes_next(show):
    shown = show(
        "{{ ui.table('Cases', [{'key': 'name', 'label': 'Name'}], [], empty='No case yet.',"
        " empty_action={'label': 'File one', 'url': '/new/'}) }}"
    )

    assert "No case yet." in shown
    assert 'href="/new/"' in shown


def test_rows_are_headed_once_by_their_group(show):
    rows = [{"name": "a", "group": "Overdue"}, {"name": "b", "group": "Overdue"}, {"name": "c", "group": "Today"}]

    shown = show("{{ ui.table('Cases', [{'key': 'name', 'label': 'Name'}], rows) }}", rows=rows)

    assert re.findall(r'scope="rowgroup"[^>]*>(\w+)', shown) == ["Overdue", "Today"]


def test_rows_may_be_objects_too(show):
    class Case:
        name, url = "김하늘", "/claims/1/"

    columns = [{"key": "name", "label": "Name", "row_header": True}]

    assert '<a href="/claims/1/" data-open>김하늘</a>' in show(
        "{{ ui.table('Cases', columns, rows) }}", columns=columns, rows=[Case()]
    )


def test_a_cell_shows_what_its_value_is(show):
    columns = [
        {"key": "state", "label": "State"},
        {"key": "letter", "label": "Letter"},
        {"key": "paid", "label": "Paid"},
    ]
    row = {
        "state": {"word": "paid", "tone": "success"},
        "letter": {"text": "No. 7", "url": "/letters/7/"},
        "paid": None,
    }

    shown = show("{{ ui.table('Cases', columns, [row]) }}", columns=columns, row=row)

    assert "tag--success" in shown
    assert '<a href="/letters/7/">No. 7</a>' in shown
    assert ">–</span>" in shown


def test_a_field_of_a_form_keeps_what_was_typed_and_says_what_is_wrong(show):
    class Filing(forms.Form):
        left_on = forms.CharField(label="Left on", help_text="The last day")
        reason = forms.ChoiceField(label="Reason", choices=[("26", "End of contract")], required=False)
        note = forms.CharField(widget=forms.Textarea, required=False)

    form = Filing({"left_on": "", "reason": "99", "note": "kept"})

    shown = show(
        "{{ ui.form_errors(form) }}{{ ui.bound(form['left_on'], 'date') }}{{ ui.bound(form['reason']) }}{{ ui.bound(form['note']) }}",
        form=form,
    )

    assert 'href="#id_left_on"' in shown
    assert "The last day" in shown
    assert "End of contract</option>" in shown
    assert "(optional)" in shown
    assert ">kept</textarea>" in shown
    assert shown.count('aria-invalid="true"') == 2


@pytest.mark.parametrize(
    ("due_on", "tone"),
    [
        (date(2026, 11, 22), "danger"),
        (date(2026, 11, 23), "warning"),
        (date(2026, 11, 26), "warning"),
        (date(2026, 11, 27), "plain"),
    ],
)
def test_a_deadline_calls_for_as_much_attention_as_it_needs(show, due_on, tone):
    assert f"deadline--{tone}" in show("{{ ui.deadline(due_on, today) }}", due_on=due_on)


def test_each_day_of_a_strip_is_read_out_with_its_outcome(show):
    shown = show(
        "{{ ui.day_strip([{'on': today, 'outcome': 'worked', 'note': '3 hours'}],"
        " {'worked': {'word': 'worked', 'mark': '◪', 'tone': 'information'}}) }}"
    )

    assert "23 Nov 2026: worked, 3 hours" in shown
    assert "1 day<" in shown


def test_what_is_computed_is_shown_only_where_what_is_payable_differs(show):
    assert "(₩1,849,344)" in show("{{ ui.money(1849340, 1849344) }}")
    assert "(" not in show("{{ ui.money(1849340, 1849340) }}")


def test_reasoning_marks_what_is_unconfirmed_and_what_is_our_own_reading(show):
    step = {"label": "Floor", "sentence": "10,320 × 8", "shown": "66,048", "ref": "46(2)", "params": []}

    plain = show("{{ ui.why('Why', [step]) }}", step=step | {"unconfirmed": (), "assumption": False})
    marked = show("{{ ui.why('Why', [step]) }}", step=step | {"unconfirmed": ("wage",), "assumption": True})

    assert "not confirmed" not in plain and "our reading" not in plain
    assert "not confirmed" in marked and "our reading" in marked


def test_the_page_for_our_own_mistakes_needs_no_context(jinja):
    with override("en"):
        assert "Something went wrong on our side" in jinja.get_template("500.html").render()


@pytest.mark.parametrize("page", ["403.html", "404.html", "403_csrf.html"])
def test_error_pages_need_no_signed_in_person(jinja, page):
    with override("ko"):
        assert "<h1>" in jinja.get_template(page).render()


def test_what_browsers_load_stays_small():
    assert sum(sheet.stat().st_size for sheet in STATIC.glob("*.css")) < 40_000
    assert sum(script.stat().st_size for script in (STATIC / "js").glob("*.js")) < 15_000


# Colours. Ratios as WCAG 2.2 computes them; 4.5 is what text needs, 3 what the border of an input needs.

TEXT = [
    ("text", "surface"),
    ("text-muted", "surface"),
    ("text-muted", "surface-page"),
    ("text-muted", "surface-subtle"),
    ("link", "surface"),
    ("link", "krds-primary-5"),
    ("krds-gray-0", "button"),
    ("krds-gray-0", "top"),
    ("krds-gray-70", "krds-gray-10"),
    ("krds-warning-70", "krds-warning-10"),
    ("krds-secondary-80", "krds-secondary-5"),
    *((f"krds-{tone}-60", f"krds-{tone}-5") for tone in ("danger", "warning", "success", "information", "point")),
]


@pytest.mark.parametrize("tokens", ["krds", "neutral"])
def test_text_can_be_read_on_what_it_stands_on(tokens):
    colours = _colours(STATIC / "tokens" / f"{tokens}.css")

    faint = [(text, ground) for text, ground in TEXT if _contrast(colours[text], colours[ground]) < 4.5]

    assert faint == []
    assert _contrast(colours["line-input"], colours["surface"]) >= 3
    assert _contrast(colours["focus"], colours["surface-page"]) >= 3


def test_a_country_swaps_one_file_that_has_every_name():
    assert set(_colours(STATIC / "tokens" / "krds.css")) == set(_colours(STATIC / "tokens" / "neutral.css"))


def _colours(sheet):
    root = sheet.read_text().split("}")[0]
    named = dict(re.findall(r"--([\w-]+): (#\w+|var\(--[\w-]+\));", root))
    return {name: _resolved(value, named) for name, value in named.items()}


def _resolved(value, named):
    while value.startswith("var("):
        value = named[value[6:-1]]
    return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
