# SPDX-License-Identifier: MIT
"""report_browser.py BINARIES: the page of idncheck --report in headless Chromium, with names that would break out of it.

Needs chromium and chromedriver (Debian: chromium, chromium-driver); without them the test is skipped.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import checks
from checks import expect, run
from report_names import HOSTILE, PLAIN

TABLES = ("-t", "und-Latn", "-t", "und-Arab")
KEYS = {"enter": "\ue007", "tab": "\ue004", "space": " "}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver, 12.3


class Browser:
    """A browser that is driven over HTTP.  W3C WebDriver"""

    def __init__(self, folder):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       cwd=folder, env={**os.environ, "HOME": folder, "TMPDIR": folder})
        for line in self.driver.stdout:
            if hit := re.search(rb"started successfully on port (\d+)", line):
                break
        else:
            sys.exit("chromedriver does not start")
        self.base = f"http://127.0.0.1:{int(hit[1])}/session"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile"]
        options = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments},
                   "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}, "unhandledPromptBehavior": "ignore"}
        self.base += "/" + self.send("", {"capabilities": {"alwaysMatch": options}})["sessionId"]

    def send(self, path, body=None, method=None):
        request = urllib.request.Request(self.base + path, None if body is None else json.dumps(body).encode(),
                                         {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def has_dialog(self):
        try:
            self.send("/alert/text")
        except urllib.error.HTTPError as error:
            return json.load(error)["value"]["error"] != "no such alert"
        self.send("/alert/dismiss", {})
        return True

    def script(self, text, *arguments):
        return self.send("/execute/sync", {"script": text, "args": arguments})

    def find(self, selector):
        return self.send("/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self.send(f"/element/{self.find(selector)}/click", {})

    def type(self, selector, text):
        self.send(f"/element/{self.find(selector)}/value", {"text": text})

    def log(self, kind):
        return self.send("/se/log", {"type": kind})

    def close(self):
        try:
            self.send("", method="DELETE")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.driver.stdout.close()


def open_page(browser, file):
    """Load the page; what is wrong with how that went, in words."""
    browser.send("/url", {"url": "about:blank"})  # what the browser shows at first loads more
    browser.log("browser")
    browser.log("performance")
    browser.send("/url", {"url": file.as_uri()})
    faults = ["a dialog"] if browser.has_dialog() else []
    faults += ["a script ran"] if browser.script("return 'ran' in window || document.title !== 'Names judged by idncheck'") else []
    faults += [f"console: {entry['message'][:200]}" for entry in browser.log("browser")]
    events = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    urls = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    return faults + [f"loaded {url}" for url in urls - {file.as_uri()}]


def shown_names(browser):
    return browser.script("return Array.from(document.querySelectorAll('#names tbody tr')).filter(row => row.offsetParent !== null)"
                          ".map(row => row.cells[2].textContent)")


def column(browser, index):
    """The keys of a column, from above: what it is sorted by."""
    return browser.script("return Array.from(document.querySelectorAll('#names tbody tr')).map(row => "
                          "row.cells[arguments[0]].dataset.key ?? row.cells[arguments[0]].textContent)", index)


def sorted_keys(keys):
    """Numbers before text; text by the numbers of UTF-16, as scripts compare it."""
    return sorted(keys, key=lambda key: (0, int(key), b"") if re.fullmatch("[0-9]+", key) else (1, 0, key.encode("utf-16-be")))


def sorts(browser):
    return browser.script("return Array.from(document.querySelectorAll('#names th[scope=col]')).map(th => th.getAttribute('aria-sort'))")


def make_page(folder, name, *arguments):
    """A page about all names; their number, and the page."""
    names = [name for name in HOSTILE + PLAIN if b"\n" not in name and not name.endswith(b"\r")]
    file = pathlib.Path(folder, name)
    registered, reserved = pathlib.Path(folder, "registered"), pathlib.Path(folder, "reserved")
    registered.write_bytes(b"strasse\t<script>window.ran=1</script>\nexample\t\"><img src=x onerror=window.ran=1>\n")
    reserved.write_bytes("gross\t</td><script>window.ran=1</script>\u202e\n".encode())
    names += [name.encode() for name in ("stra\u00dfe", "gro\u00df", "\u0627\u0631\u062f\u0646", "abc")]
    got = run("idncheck", "-q", "--report", file, *arguments,
              *(["--registered", registered, "--field", "2", "--reserved", reserved] if len(arguments) == 2 else []),
              stdin=b"\n".join(names) + b"\n")
    expect(got.returncode == 1, f"{got}")
    return len(names), file


def check_sorting(browser, names):
    """Each heading sorts, by the mouse and by keys, first up, then down; aria-sort says so."""
    count = len(sorts(browser))
    for index in range(count):
        button = f"#names th[scope=col]:nth-child({index + 1}) button"
        before = column(browser, index)
        if index % 3 == 0:
            browser.click(button)
        else:
            browser.type(button, KEYS["enter" if index % 3 == 1 else "space"])
        expect(sorts(browser) == ["ascending" if i == index else None for i in range(count)], f"{index}: {sorts(browser)}")
        up = column(browser, index)
        expect(sorted(up) == sorted(before), f"column {index}: rows are lost")
        wanted = sorted_keys(up) if index > 0 else [f"-:{i + 1}" for i in range(names)]
        expect(up == wanted, f"column {index}: {up[:5]}")
        browser.click(button)
        expect(sorts(browser) == ["descending" if i == index else None for i in range(count)], f"{index}: {sorts(browser)}")
        expect(column(browser, index) == wanted[::-1], f"column {index} down")
    browser.click("#by-line button")
    browser.click("#by-verdict button")
    down = column(browser, 1)
    expect(set(down) == {"ok", "reject"} and shown_names(browser) != [], f"{set(down)}")
    # From one heading to the next by the tabulator.
    focus = "document.activeElement.parentNode.id"
    browser.script("document.querySelector('#by-line button').focus()")
    browser.type("#by-line button", KEYS["tab"])
    expect(browser.script(f"return {focus}") == "by-verdict", f"{browser.script(f'return {focus}')}")
    browser.click("#by-line button")
    if sorts(browser)[0] != "ascending":
        browser.click("#by-line button")


def check_filter(browser, names):
    """Words and the verdict choose rows; what is shown is said."""
    everything = shown_names(browser)
    expect(len(everything) == names, f"{len(everything)} of {names} rows")
    browser.type("#words", "SCRIPT window")
    some = shown_names(browser)
    expect(0 < len(some) < names and browser.script("return document.getElementById('shown').textContent") ==
           f"{len(some)} of {names} names shown", f"{len(some)} of {names}")
    texts = browser.script("return Array.from(document.querySelectorAll('#names tbody tr')).filter(row => "
                           "/script/i.test(row.textContent) && /window/i.test(row.textContent)).map(row => row.cells[2].textContent)")
    expect(some == texts, f"{some[:3]} for {texts[:3]}")
    browser.type("#words", "no such words")
    expect(shown_names(browser) == [], "words that no row has")
    browser.send(f"/element/{browser.find('#words')}/clear", {})
    expect(shown_names(browser) == everything, "without words")
    for verdict in ("ok", "reject"):
        browser.click(f"#verdict option[value={verdict}]")
        count = browser.script("return document.querySelectorAll('#names tbody tr.' + arguments[0]).length", verdict)
        expect(len(shown_names(browser)) == count > 0, f"{verdict}: {len(shown_names(browser))} of {count}")
    browser.click("#verdict option[value='']")


def check_directions(browser):
    """Names from right to left are isolated, and the rest is from left to right."""
    rows = browser.script("return Array.from(document.querySelectorAll('#names tbody bdi')).map(bdi => [bdi.textContent, "
                          "getComputedStyle(bdi).unicodeBidi, bdi.matches(':dir(rtl)')])")
    expect(all(row[1] == "isolate" for row in rows) and any(row[2] for row in rows) and any(not row[2] for row in rows), f"{rows[:3]}")
    expect(browser.script("return Array.from(document.querySelectorAll('td, th')).every(cell => getComputedStyle(cell).direction === 'ltr')"),
           "a cell from right to left")


def check_paper(browser):
    """Printed, the page has no controls."""
    browser.send("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"media": "print"}})
    expect(browser.script("return getComputedStyle(document.getElementById('controls')).display") == "none", "controls on paper")
    browser.send("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"media": ""}})
    expect(len(browser.send("/print", {})) > 10000, "no paper")


def check_without_script(folder, file):
    """Without its script the page is a plain table, with all rows."""
    browser = Browser(os.path.join(folder, "plain"))
    try:
        browser.send("/goog/cdp/execute", {"cmd": "Emulation.setScriptExecutionDisabled", "params": {"value": True}})
        browser.send("/url", {"url": file.as_uri()})
        source = browser.send("/source")
        expect("<button" not in source and "id=\"controls\"" not in source, "a button without a script")
        expect(source.count("<tr class=") == file.read_text().count("<tr class="), "rows without a script")
    finally:
        browser.close()


def check_that_it_can_fail(browser, folder, file):
    """A page that does let a name's script run, load or break out is found out."""
    page = file.read_text()
    bare = re.sub("<meta http-equiv=[^>]*>", "", page)
    bad = {
        "a script ran": bare.replace("</h1>", "</h1><script>window.ran=1</script>", 1),
        "a dialog": bare.replace("</h1>", "</h1><script>setTimeout(() => alert(1))</script>", 1),
        "loaded": bare.replace("</h1>", "</h1><img src='none.png'>", 1),
        "console": page.replace("</h1>", "</h1><script>window.ran=1</script>", 1),
    }
    for what, text in bad.items():
        doctored = pathlib.Path(folder, "bad.html")
        doctored.write_text(text)
        expect(text != page and any(fault.startswith(what) for fault in open_page(browser, doctored)), f"not found: {what}")


def main():
    missing = [package for program, package in (("chromium", "chromium"), ("chromedriver", "chromium-driver")) if not shutil.which(program)]
    if missing:
        print(f"SKIP: the Debian packages are missing: {' '.join(missing)}")
        sys.exit(77)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.mkdir(os.path.join(folder, "plain"))
        browser = Browser(folder)
        try:
            for name, arguments in (("one.html", ("-t", "und-Latn")), ("many.html", TABLES), ("none.html", ())):
                names, file = make_page(folder, name, *arguments)
                faults = open_page(browser, file)
                expect(not faults, f"{name}: {faults}")
                check_sorting(browser, names)
                check_filter(browser, names)
                check_directions(browser)
                expect(not browser.log("browser"), f"{name}: errors of the console")
            check_paper(browser)
            check_that_it_can_fail(browser, folder, file)
        finally:
            browser.close()
        check_without_script(folder, file)
    print(f"{len(checks.faults)} faults")
    sys.exit(1 if checks.faults else 0)


main()
