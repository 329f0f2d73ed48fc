"""The components in a real browser, under the content security policy: accessible, narrow, driven by keys."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.template import engines

from tests.backoffice.test_components import STATIC, gallery

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}


class Server(SimpleHTTPRequestHandler):
    """A folder, with the policy our pages are sent with."""

    def end_headers(self):
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        sent = {name: [value for value in values if isinstance(value, str)] for name, values in directives.items()}
        self.send_header("Content-Security-Policy", "; ".join(f"{name} {' '.join(sent[name])}" for name in sent))
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    (folder / "static").symlink_to(STATIC)
    (folder / "django_htmx").symlink_to(Path(django_htmx.__file__).parent / "static" / "django_htmx")
    for language in ("ko", "en"):
        page = gallery(engines["jinja2"].env, language).replace("/static/django_htmx/", "/django_htmx/")
        (folder / f"{language}.html").write_text(page)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chrome):
    page = chrome.new_page(viewport={"width": 1366, "height": 768}, bypass_csp=False)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    page.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_in_the_gallery_breaks_the_policy_or_fails(page, address, language):
    page.goto(f"{address}/{language}.html", wait_until="networkidle")

    assert page.said == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("contrast", ["", "more"])
def test_the_gallery_has_no_grave_barrier(chrome, address, language, contrast):
    from axe_playwright_python.sync_playwright import Axe

    page = chrome.new_context(bypass_csp=True).new_page()
    page.goto(f"{address}/{language}.html")
    page.evaluate("contrast => document.documentElement.dataset.contrast = contrast", contrast)
    found = Axe().run(page).response["violations"]
    page.context.close()

    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in GRAVE] == []


def test_pages_fit_a_width_of_320(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/ko.html")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_slash_leads_to_the_search_and_is_not_typed_into_it(page, address):
    page.goto(f"{address}/ko.html")

    page.keyboard.press("Slash")

    assert page.evaluate("document.activeElement.id") == "search"
    assert page.input_value("#search") == ""


def test_a_question_mark_leads_to_help(page, address):
    page.route("**/help/", lambda route: route.fulfill(body="help"))
    page.goto(f"{address}/ko.html")

    page.keyboard.press("Shift+Slash")
    page.wait_for_url("**/help/")


def test_keys_never_act_while_someone_is_typing(page, address):
    page.goto(f"{address}/ko.html")
    page.focus("#id_reason")

    page.keyboard.type("x/j")

    assert page.input_value("#id_reason") == "x/j"


def test_rows_are_chosen_by_key_and_the_count_is_told(page, address):
    page.goto(f"{address}/en.html")
    page.focus("[data-grid] [data-open]")

    page.keyboard.press("KeyX")

    assert page.is_checked("[data-grid] tbody [name=claim]")
    assert page.inner_text("[data-selected]") == "1 selected"


def test_shortcuts_can_be_switched_off(page, address):
    page.goto(f"{address}/en.html")
    page.evaluate("document.documentElement.dataset.shortcuts = 'off'")
    page.focus("[data-grid] [data-open]")

    page.keyboard.press("KeyX")

    assert not page.is_checked("[data-grid] tbody [name=claim]")


def test_escape_closes_an_open_menu_and_returns_to_it(page, address):
    page.goto(f"{address}/en.html")
    page.click(".menu--top > summary")

    page.keyboard.press("Escape")

    assert page.get_attribute(".menu--top", "open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_amounts_and_dates_take_their_shape_when_left(page, address):
    page.goto(f"{address}/ko.html")

    page.fill("#id_wage", "1849340")
    page.fill("#id_left_on", "20261206")
    page.focus("#id_reason")

    assert page.input_value("#id_wage") == "1,849,340"
    assert page.input_value("#id_left_on") == "2026.12.06"


def test_a_dialog_opens_where_scripts_work(page, address):
    page.goto(f"{address}/ko.html")
    page.click(".identity .menu > summary")

    page.click("[data-dialog=hold]")

    assert page.is_visible("#hold")
