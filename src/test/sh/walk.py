"""The walk through the demo that is kept as src/docs/walk.cast, for `asciinema play`: HIKAE_PROGRAM names the program.

`run walk` records it anew and looks whether it still goes to the end; HIKAE_WRITE_WALK=1 keeps what was recorded.
"""

import codecs
import json
import os
import shutil
import tempfile
import time
import unittest

import terminal
from program import PROGRAM
from terminal import ROOT, Terminal, clean_environment, until

KEPT = os.path.join(ROOT, "src", "docs", "walk.cast")
READ = 1.6  # seconds a screen stays, so that it can be read
PATIENCE = 60
END = "Backups are set up"


def title(text):
    """Of a screen."""
    return text.split("\n", 1)[0].split("|")[-1].split("  ")[0].strip()


class Walk:
    """A demo on a terminal of 80x24 and what it painted: seconds of the recording, and bytes."""

    def __init__(self, home, lang):
        self.painted = []
        self.at = 0.0
        self.terminal = Terminal([PROGRAM, "demo"], clean_environment(home, LANG=lang))
        feed = self.terminal.child.screen.feed

        def keep(data):
            self.painted.append((self.at, data))
            self.at += 0.05
            return feed(data)

        self.terminal.child.screen.feed = keep

    def rest(self):
        """What is on the screen once nothing changes any more."""
        seen, since = None, time.monotonic()
        while time.monotonic() - since < 0.6:
            self.terminal.child.pump(0.05)
            if self.terminal.text() != seen:
                seen, since = self.terminal.text(), time.monotonic()
        return seen

    def press(self, key):
        self.at += READ
        self.terminal.send(key)

    def to_the_end(self):
        """From the first question to the farewell; the names of the screens on the way."""
        screens = []
        self.terminal.see("1/")
        while not screens or screens[-1] != END:
            before = self.rest()
            screens.append(title(before))
            self.press(b"a" if screens[-1] == "Review" else b"\r")
            until("another screen than\n" + before, lambda old=before: self.moved(old), PATIENCE)
        self.terminal.end()
        return screens

    def moved(self, before):
        self.terminal.child.pump(0.05)
        return self.terminal.text() != before

    def cast(self):
        """Lines of an asciicast v2."""
        head = {"version": 2, "width": 80, "height": 24, "title": "Hikae", "env": {"TERM": "xterm-256color"}}
        decoder = codecs.getincrementaldecoder("utf-8")()
        events = [[round(at, 2), "o", decoder.decode(data)] for at, data in self.painted]
        return [json.dumps(line, ensure_ascii=False) for line in [head, *events]]


class Recorded(unittest.TestCase):
    def test_the_walk_goes_to_the_end(self):
        home = tempfile.mkdtemp(prefix="hikae-walk-")
        self.addCleanup(shutil.rmtree, home)
        walk = Walk(home, "en_US.UTF-8")
        self.addCleanup(walk.terminal.close)
        screens = walk.to_the_end()
        self.assertIn("Review", screens)
        if os.environ.get("HIKAE_WRITE_WALK"):
            with open(KEPT, "w", encoding="utf-8") as f:
                f.write("\n".join(walk.cast()) + "\n")

    def test_the_kept_one_shows_the_same_screens(self):
        with open(KEPT, encoding="utf-8") as f:
            head, *events = [json.loads(line) for line in f]
        self.assertEqual((head["version"], head["width"], head["height"]), (2, 80, 24))
        self.assertEqual([event[0] for event in events], sorted(event[0] for event in events))
        screen, seen = terminal.first_paint.Screen(24, 80), set()
        for _, _, painted in events:
            list(screen.feed(painted.encode()))
            seen.add(title(screen.text()))
        self.assertLessEqual({"Misskey", "Database", "Schedule", "How long to keep", "Review", END}, seen)


if __name__ == "__main__":
    unittest.main()
