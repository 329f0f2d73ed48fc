"""People at their desks: each has a browser session of their own and acts only through what the pages show."""

import re
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

import axe_playwright_python
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from backoffice.housekeeping import places
from backoffice.staff import clock
from backoffice.staff.models import User

AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe*.js")).read_text()
LAPTOP, SCREEN, PHONE = 1366, 1920, 320
GRAVE = {"serious", "critical"}
LOCALES = {"ko": "ko-KR", "en": "en-GB"}
IGNORED = re.compile(r"status of 4\d\d")  # what a browser says of an answer that the page itself explains


class Story:
    """One story: its day, its people, what the browsers complained about, and its pictures under var/screenshots."""

    def __init__(self, browser, address, centre, language, name, monkeypatch, *, scripts=True, thorough=False) -> None:
        self.browser, self.address, self.centre, self.language = browser, address, centre, language
        self.scripts, self.thorough = scripts, thorough
        self.pictures = places.home() / "screenshots" / name
        self.complaints: list[str] = []
        self._environment, self._desks, self._shots = monkeypatch, {}, 0
        User.objects.filter(office=centre.office).update(language=language)

    def on(self, day: date, hour: int = 10) -> None:
        """The next morning comes: the clock is moved, and everybody signs in anew."""
        instant = datetime(day.year, day.month, day.day, hour, tzinfo=clock.SEOUL)
        self._environment.setenv("CLOCK", instant.isoformat())
        self._leave()

    def __getattr__(self, role: str) -> "Desk":
        if role.startswith("_"):
            raise AttributeError(role)
        if role not in self._desks:
            self._desks[role] = Desk(self, getattr(self.centre, role))
        return self._desks[role]

    def picture(self, page: Page, name: str) -> None:
        """Keeps what the page looks like."""
        self._shots += 1
        if not self.scripts:
            return  # the same pages as with scripts
        page.screenshot(path=self.pictures / f"{self._shots:02}-{name}.png", full_page=True)

    def close(self) -> None:
        """Everybody goes home."""
        self._leave()

    def _leave(self) -> None:
        for desk in self._desks.values():
            desk.leave()
        self._desks = {}


class Desk:
    """One person at a browser. Places and fields are found by their names in the code, so that any language will do."""

    PASSWORD = "오래된-회색-돌다리"

    def __init__(self, story: Story, user: User) -> None:
        self.story, self.user = story, user

    @cached_property
    def page(self) -> Page:
        """The signed-in person's page."""
        context = self.story.browser.new_context(
            viewport={"width": LAPTOP, "height": 768}, locale=LOCALES[self.story.language], accept_downloads=True,
            java_script_enabled=self.story.scripts,
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on(
            "console", lambda message: self._complain(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self._complain(str(error)))
        self._sign_in(page) if self.story.thorough else self._be_signed_in(context)
        return page

    def _sign_in(self, page: Page) -> None:
        page.goto(self.story.address + reverse("account_login"))
        page.fill("#id_login", self.user.username)
        page.fill("#id_password", self.PASSWORD)
        page.click("main .button--primary")
        expect(page.locator(".top__nav")).to_be_visible()

    def _be_signed_in(self, context: BrowserContext) -> None:
        """Somebody whose signing in is not part of the story has done so already."""
        client = Client()
        client.force_login(self.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.story.address}])

    def _complain(self, text: str) -> None:
        if not IGNORED.search(text):
            self.story.complaints.append(f"{self.page.url}: {text}")

    def leave(self) -> None:
        """Closes the browser session."""
        if "page" in self.__dict__:
            self.page.context.close()

    # ── going somewhere ──────────────────────────────────────────────────────
    def go(self, place: str, *args, **query) -> "Desk":
        """Opens a place by its address, as from a bookmark."""
        answer = self.page.goto(
            f"{self.story.address}{reverse(place, args=args)}{'?' + urlencode(query) if query else ''}"
        )
        assert answer.status == 200, f"{place}: {answer.status}"
        return self

    def follow(self, place: str, *args) -> "Desk":
        """Clicks the link to a place that the page shows, out of a menu where it stands in one."""
        link = self.page.locator(f'a[href^="{reverse(place, args=args)}"]').first
        menu = self.page.locator("details.menu:not([open])", has=link)
        if menu.count():
            menu.first.locator("> summary").click()
        link.click()
        self._at(place)
        return self

    def open_row(self, text: str) -> "Desk":
        """Opens the row of a list by what stands in it."""
        self.page.locator("tr", has_text=text).locator("a").first.click()
        self.page.wait_for_load_state()
        return self

    def _at(self, place: str) -> None:
        self.page.wait_for_load_state()
        assert self.page.locator("main").count() == 1, f"{place}: {self.page.content()[:500]}"

    # ── filling in and sending ───────────────────────────────────────────────
    def fill(self, **values) -> "Desk":
        """Fills fields by name: text, a code for a select or radio, True for a checkbox, (name, bytes) for a file."""
        for name, value in values.items():
            self._fill(name.replace("__", "-"), value)
        return self

    def _fill(self, name: str, value) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        kind = field.first.evaluate("it => it.type") if self.story.scripts else field.first.get_attribute("type")
        tag = field.first.evaluate("it => it.tagName")
        if tag == "SELECT":
            field.select_option(str(value))
        elif kind == "radio":
            self.page.check(f'main [name="{name}"][value="{value}"]')
        elif kind == "checkbox" and value is True:
            field.first.check()
        elif kind == "checkbox":
            self.page.check(f'main [name="{name}"][value="{value}"]')
        elif kind == "file":
            field.set_input_files({"name": value[0], "mimeType": "application/octet-stream", "buffer": value[1]})
        else:
            field.fill(str(value))

    def press(self, name: str = "", value: str = "") -> "Desk":
        """Presses the page's one primary button, or the button with a name and value; refusals are not checked."""
        what = (
            f'button[name="{name}"][value="{value}"]'
            if name
            else "form button.button--primary, form button.button--danger"
        )
        self.page.locator("main").locator(what).last.click()
        self.page.wait_for_load_state()
        return self

    def send(self, name: str = "", value: str = "", /, **values) -> "Desk":
        """Fills in, presses, and insists that nothing was refused."""
        self.fill(**values).press(name, value)
        assert not self.refusal, f"{self.page.url}: {self.refusal}"
        return self

    def refused(self, name: str = "", value: str = "", /, **values) -> str:
        """Fills in, presses, and insists on a refusal; gives its words."""
        self.fill(**values).press(name, value)
        assert self.refusal, f"{self.page.url}: was not refused"
        return self.refusal

    @property
    def refusal(self) -> str:
        """The words of the error summary or of a red message; empty where there is none."""
        found = self.page.locator(".error-summary, .notice--danger")
        return found.first.inner_text() if found.count() else ""

    # ── looking ──────────────────────────────────────────────────────────────
    @property
    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("main").text_content()

    def sees(self, *words) -> "Desk":
        """Insists that the page shows these words."""
        missing = [str(word) for word in words if str(word) not in self.text]
        assert not missing, f"{self.page.url} does not show {missing}"
        return self

    def find(self, selector: str) -> Locator:
        """A part of the page."""
        return self.page.locator("main").locator(selector)

    def shot(self, name: str, *, checked: bool | None = None, reflow: bool = False) -> "Desk":
        """Keeps a picture of the page; where it is to be checked: no grave barrier, nothing wider than the screen.

        A thorough story checks every page once; the others check what they name.
        """
        self.story.picture(self.page, name)
        if self.story.thorough if checked is None else checked:
            self._no_barrier(name)
            self._fits(name, LAPTOP, SCREEN, *([PHONE] if reflow else []))
        return self

    def _no_barrier(self, name: str) -> None:
        self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
        grave = [
            (fault["id"], node["html"][:200]) for fault in found if fault["impact"] in GRAVE for node in fault["nodes"]
        ]
        self.story.complaints += [f"{name}: {fault}: {html}" for fault, html in grave]

    def _fits(self, name: str, *widths: int) -> None:
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 768})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.story.complaints.append(f"{name} is {wide} wide on a screen of {width}")
        self.page.set_viewport_size({"width": LAPTOP, "height": 768})

    # ── files ────────────────────────────────────────────────────────────────
    def download(self, place: str, *args) -> bytes:
        """The bytes behind a link of the page, fetched with this person's session."""
        address = reverse(place, args=args)
        link = self.page.locator(f'a[href="{address}"]')
        assert link.count(), f"{self.page.url} has no link to {address}"
        answer = self.page.request.get(self.story.address + address)
        assert answer.status == 200
        return answer.body()

    @property
    def here(self) -> str:
        """The last number in the page's address: what is shown."""
        return re.findall(r"\d+", Path(self.page.url).as_posix())[-1]
