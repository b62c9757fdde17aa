"""Debian's Chromium as the tests drive it: width, colour scheme, what it asked for and what it complained of."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PROGRAMS = ("chromium", "chromedriver")
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


def missing_program() -> str | None:
    """The first of what is needed that this machine has not."""
    return next((name for name in PROGRAMS if shutil.which(name) is None), None)


def has_gone(element: WebElement) -> bool:
    """Whether an element's page was left; chromedriver has two ways of saying so."""
    try:
        element.is_enabled()
    except StaleElementReferenceException:
        return True
    except WebDriverException as error:
        if "does not belong to the document" in str(error):
            return True
        raise
    return False


class Browser:
    """One Chromium with an empty profile."""

    def __init__(self, profile: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for word in (*QUIET, f"--user-data-dir={profile}"):
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(20)
        self.driver.set_script_timeout(20)

    def look(self, *, width: int = 1280, dark: bool = False) -> None:
        """A window so many CSS pixels wide, and the reader's colour scheme."""
        self.order("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.order("Emulation.setEmulatedMedia", features=[scheme])

    def order(self, command: str, **words) -> None:
        """A command of the DevTools protocol."""
        self.driver.execute_cdp_cmd(command, words)

    def open(self, address: str) -> None:
        """Load a page."""
        self.driver.get(address)

    def ask(self, script: str, *values):
        """What a script returns."""
        return self.driver.execute_script(f"return {script}", *values)

    def all(self, selector: str):
        """The elements a CSS selector finds."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str):
        """The first of them."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def titles(self) -> list[str]:
        """The titles of the entries that are shown."""
        return [heading.text for heading in self.all(".card h3")]

    def leave(self, act: Callable[[], object]) -> None:
        """Do what leads to another page, and wait until it is there."""
        page = self.one("html")
        act()
        WebDriverWait(self.driver, 10, poll_frequency=0.02).until(lambda _: has_gone(page))

    def type(self, keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(keys).perform()

    def complaints(self) -> list[str]:
        """What the console says since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def hosts(self) -> set[str]:
        """Whom pages asked for anything since this was last asked."""
        told = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [one["params"]["request"]["url"] for one in told if one["method"] == "Network.requestWillBeSent"]
        return {urlsplit(url).netloc for url in asked} - {""}

    def close(self) -> None:
        """End it."""
        self.driver.quit()
