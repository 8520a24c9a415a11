"""The walk through the demo that is kept as src/docs/walk.cast and walk.ja.cast, for `asciinema play`.

HIKAE_PROGRAM names the program. `run walk` records it anew in both languages and looks whether it still goes to the
end; HIKAE_WRITE_WALK=1 keeps what was recorded.
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

DOCS = os.path.join(ROOT, "src", "docs")
READ = 1.6  # seconds a screen stays, so that it can be read
PATIENCE = 60

# of each language: its locale, the file it is kept as, and titles of screens on the way, the review and the end last
LANGUAGES = {
    "en": ("en_US.UTF-8", "walk.cast",
           ("Misskey", "Database", "Schedule", "How long to keep", "Review", "Backups are set up")),
    "ja": ("ja_JP.UTF-8", "walk.ja.cast",
           ("Misskey", "データベース", "スケジュール", "保存する世代数", "変更内容の確認", "バックアップの設定が完了しました")),
}


def title(text):
    """Of a screen."""
    return text.split("\n", 1)[0].split("|")[-1].split("  ")[0].strip()


class Walk:
    """A demo on a terminal of 80x24 and what it painted: seconds of the recording, and bytes."""

    def __init__(self, home, language):
        lang, _, titles = LANGUAGES[language]
        self.review, self.end = titles[-2:]
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
        while not screens or screens[-1] != self.end:
            before = self.rest()
            screens.append(title(before))
            self.press(b"a" if screens[-1] == self.review else b"\r")
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
    def test_the_walk_goes_to_the_end_in_both_languages(self):
        for language, (_, kept, titles) in LANGUAGES.items():
            home = tempfile.mkdtemp(prefix="hikae-walk-")
            self.addCleanup(shutil.rmtree, home)
            walk = Walk(home, language)
            self.addCleanup(walk.terminal.close)
            self.assertLessEqual(set(titles), set(walk.to_the_end()))
            if os.environ.get("HIKAE_WRITE_WALK"):
                with open(os.path.join(DOCS, kept), "w", encoding="utf-8") as f:
                    f.write("\n".join(walk.cast()) + "\n")

    def test_the_kept_ones_show_the_same_screens(self):
        for _, kept, titles in LANGUAGES.values():
            with open(os.path.join(DOCS, kept), encoding="utf-8") as f:
                head, *events = [json.loads(line) for line in f]
            self.assertEqual((head["version"], head["width"], head["height"]), (2, 80, 24))
            self.assertEqual([event[0] for event in events], sorted(event[0] for event in events))
            screen, seen = terminal.first_paint.Screen(24, 80), set()
            for _, _, painted in events:
                list(screen.feed(painted.encode()))
                seen.add(title(screen.text()))
            self.assertLessEqual(set(titles), seen)


if __name__ == "__main__":
    unittest.main()
