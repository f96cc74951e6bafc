#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens an HTML report in headless Chromium and uses it as a person would: reads values, zooms, filters, follows a
place to the plot, switches the theme, prints. Says what is wrong and exits with 1, or with 77 where there is no
Chromium. Not part of packaging/test.sh: a browser is much to install for one page.

    tests/html/browser_check.py report.html [folder for pictures]
"""
import base64, fcntl, itertools, json, os, pathlib, shutil, subprocess, sys, tempfile


class Browser:
    """Chromium's DevTools protocol over its pipe: JSON messages that end with a zero byte."""

    def __init__(self, program, folder):
        to_read, self.to_write = os.pipe()
        self.to_hear, to_say = os.pipe()

        def pipes():  # the browser's ends must not be 3 and 4 already
            ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_read, to_say)]
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={folder}"],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_say)
        self.numbers = itertools.count(1)
        self.rest = b""
        self.events = []
        self.session = None

    def hear(self):
        while b"\0" not in self.rest:
            part = os.read(self.to_hear, 1 << 20)
            if not part:
                raise SystemExit("the browser went away")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **params):
        number = next(self.numbers)
        request = {"id": number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.to_write, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.hear()
            if answer.get("id") == number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.hear())

    def value(self, script):
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")


def main():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("browser_check: no chromium here")
        return 77
    page = pathlib.Path(sys.argv[1]).resolve().as_uri()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    wrong = []

    def expect(holds, what):
        print(("ok      " if holds else "WRONG   ") + what)
        if not holds:
            wrong.append(what)

    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(program, folder)
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            browser.ask(domain + ".enable")
        browser.ask("Emulation.setDeviceMetricsOverride", width=1200, height=900, deviceScaleFactor=1, mobile=False)
        browser.ask("Page.navigate", url=page)
        browser.wait("Page.loadEventFired")
        value = browser.value

        def picture(name):
            if pictures:
                shot = browser.ask("Page.captureScreenshot", format="png")["data"]
                (pictures / name).write_bytes(base64.b64decode(shot))

        expect(value("document.querySelectorAll('.scripted[hidden]').length") == 0, "the script has run")
        expect(value("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the window")
        plot = "document.querySelector('figure.plot')"
        if value(f"!!{plot}"):
            value(f"{plot}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
            box = value(f"(b => [b.left, b.top, b.width, b.height])({plot}.querySelector('.lane svg')"
                        ".getBoundingClientRect())")

            def mouse(kind, share, **more):
                browser.ask("Input.dispatchMouseEvent", type=kind, x=box[0] + share * box[2], y=box[1] + box[3] / 2,
                            **more)

            mouse("mouseMoved", 0.5)
            read = value(f"{plot}.querySelector('output').textContent")
            expect(":" in read and "LUFS" in read, f"values under the pointer: {read}")
            picture("plot.png")
            view = f"{plot}.querySelector('.lane svg').getAttribute('viewBox')"
            whole = value(view)
            mouse("mousePressed", 0.4, button="left", clickCount=1)
            mouse("mouseMoved", 0.6, button="left")
            mouse("mouseReleased", 0.6, button="left", clickCount=1)
            zoomed = value(view)
            expect(float(zoomed.split()[2]) < 0.5 * float(whole.split()[2]), f"a drag zooms in: {whole} to {zoomed}")
            picture("zoomed.png")
            ticks = value(f"Array.from({plot}.querySelectorAll('.time span')).map(s => s.textContent).join(' ')")
            expect(len(ticks.split()) > 1, f"the clock goes along: {ticks}")
            value(f"{plot}.querySelector('[data-do=all]').click()")
            expect(value(view) == whole, "and all of it comes back")
            slider = f"{plot}.querySelector('input[type=range]')"
            value(f"{slider}.focus()")
            for key in ("ArrowRight", "ArrowRight"):
                for kind in ("keyDown", "keyUp"):
                    browser.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=39)
            expect(bool(value(f"{slider}.getAttribute('aria-valuetext')")), "the keyboard reads values too")
        place = "document.querySelector('a[data-from]')"
        if value(f"!!{place}"):
            value(f"{place}.click()")
            moved = value("Array.from(document.querySelectorAll('figure.plot')).some(f => !f.querySelector('.cursor')"
                          ".hidden)")
            expect(moved, "a place leads to the plot")
        shown = "document.querySelectorAll('tr[data-state]:not([hidden])').length"
        if value("!!document.getElementById('filter')"):
            rows = value(shown)
            value("document.querySelector('[data-show=open]').click()")
            opened = value(shown)
            expect(opened < rows or value("document.querySelectorAll('tr[data-state=open]').length") == rows,
                   f"the filter leaves the open ones: {opened} of {rows}")
            value("document.querySelector('[data-show=all]').click()")
            expect(value(shown) == rows, "and shows all again")
        light = value("getComputedStyle(document.body).backgroundColor")
        value("document.getElementById('theme').click()")
        dark = value("getComputedStyle(document.body).backgroundColor")
        expect(light != dark, f"the theme changes: {light} to {dark}")
        value("window.scrollTo({top: 0, behavior: 'instant'})")
        picture("dark.png")
        value("document.getElementById('theme').click()")
        picture("light.png")
        pdf = browser.ask("Page.printToPDF", printBackground=True)["data"]
        expect(base64.b64decode(pdf).startswith(b"%PDF"), "it prints")
        if pictures:
            (pictures / "printed.pdf").write_bytes(base64.b64decode(pdf))
        tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
        roles = {}
        nameless = []
        for node in tree:
            role = node.get("role", {}).get("value", "")
            roles[role] = roles.get(role, 0) + 1
            if role in ("button", "link", "slider", "searchbox", "image") and not node.get("name", {}).get("value"):
                nameless.append(role)
        for role in ("main", "banner", "contentinfo", "heading", "table", "rowheader", "columnheader"):
            expect(roles.get(role, 0) > 0, f"a screen reader finds {role}: {roles.get(role, 0)}")
        expect(not nameless, f"all that can be used has a name {nameless or ''}")
        asked = [event["params"]["request"]["url"] for event in browser.events
                 if event.get("method") == "Network.requestWillBeSent"]
        expect(asked == [page], f"nothing is fetched but the page: {len(asked)} request")
        said = [event["params"] for event in browser.events
                if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")]
        expect(not said, f"the console stays empty {said or ''}")
        browser.session = None
        browser.ask("Browser.close")
        browser.process.wait(10)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
