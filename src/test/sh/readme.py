"""README is executed: every command in README.md and README.ja.md is typed into a shell in tmux and walked to its end.

What is typed for each, which keys follow and what must come of it is the list in readme_runs.py; what README tells to
type is read by readme_text.py. HIKAE_PROGRAM names the installed program; a Misskey is brought up for it in the lab
that HIKAE_LAB names, or in one of its own. Needs root, as the lab does.
"""

import contextlib
import glob
import os
import re
import sys
import time
import unittest
from fnmatch import fnmatch

import program
import server
from program import PROGRAM, Tmux
from readme_runs import ELSEWHERE, RUNS, UNTIL
from readme_text import NAMES, Readme
from terminal import until


class Shell(Tmux):
    """A shell in tmux that types what README tells."""

    def __init__(self, on):
        super().__init__(**on.env)
        self.server = on
        self.number = 0
        self.type("PS1='$ '; cd '%s'; clear" % on.misskey)
        self.see(r"\A\$ ?\n")

    def text(self):
        """tmux tells nobody of a change; looking without a rest takes a processor away from what is looked at."""
        time.sleep(0.03)
        return super().text()

    def fill(self, text):
        """The words in {braces} are facts of the server."""
        return re.sub(r"\{([a-z]\w*)\}", lambda word: str(getattr(self.server, word.group(1))), text)

    def execute(self, one):
        """How it ended and all that was printed; the terminal must be as it was."""
        self.type("clear")
        self.see(r"\A\$ ?\n\s*\Z")
        self.tmux("clear-history")
        self.number += 1
        self.type("stty -g >~/before; %s; echo ended-%d=$?; stty -g >~/after; cmp ~/before ~/after && echo same-%d" %
                  (self.fill(one.typed), self.number, self.number))
        for pattern, keys in one.keys:
            self.enter_until(self.fill(pattern)) if keys is UNTIL else self.press(self.fill(pattern), keys)
        status = int(self.see(r"ended-%d=(\d+)\n" % self.number).group(1))
        self.see(r"same-%d\n" % self.number)
        return status, self.tmux("capture-pane", "-pJ", "-S", "-")

    def press(self, pattern, keys):
        self.see(pattern)
        if keys[:1] == "=":
            self.tmux("send-keys", "-l", self.fill(keys[1:]))
        elif keys:
            self.keys(*keys.split())

    def enter_until(self, pattern):
        """An Enter for each screen, in line mode for each question, that was not there at the Enter before."""
        before = ""

        def another():
            text = self.text()
            return re.search(pattern, text) or question(text) not in ("", before)

        while not re.search(pattern, self.text()):
            until("the way to %s from\n%s" % (pattern, self.text()), another, program.PATIENCE)
            text = self.text()
            if not re.search(pattern, text):
                before = question(text)
                self.keys("Enter")


def question(text):
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and lines[0].startswith(" Hikae |"):
        return text
    return "\n".join(lines[-3:]) if lines and lines[-1].rstrip().endswith(":") else ""


class Executed(unittest.TestCase):
    def setUp(self):
        self.assertTrue(os.access(PROGRAM, os.X_OK), "HIKAE_PROGRAM must name the installed program")

    def test_every_command_of_both(self):
        """The first that fails ends it: the others need what it should have left."""
        readmes = [Readme(name) for name in NAMES]
        self.assertEqual(*(without_language(readme.commands) for readme in readmes))
        named = {command for readme in readmes for command in readme.commands}
        self.assertEqual({one.readme for one in RUNS} | set(ELSEWHERE), named)
        with timed("(a Misskey in the lab, a bucket)"):
            on = server.Server()
            self.addCleanup(on.close)
            shell = Shell(on)
            self.addCleanup(shell.close)
        executed = set(ELSEWHERE)
        for one in RUNS:
            with timed(one.readme):
                self.execute(shell, one)
                executed.add(one.readme)
        for readme in readmes:
            self.assert_written(readme, on)
            count = len(executed & set(readme.commands))
            print("%s: %d of %d commands executed" % (readme.name, count, len(readme.commands)), file=sys.stderr)
            self.assertEqual(count, len(readme.commands))

    def execute(self, shell, one):
        if one.before:
            one.before(shell.server)
        status, printed = shell.execute(one)
        self.assertEqual(status, one.status, one.readme + "\n" + printed)
        for pattern in one.shows:
            self.assertRegex(printed, shell.fill(pattern))
        if one.after:
            one.after(shell.server, printed)

    def assert_written(self, readme, on):
        """Every file it names is there after all this, and nothing else at the top of the directory."""
        named = {name.rstrip("/") for name in readme.files[1:]}
        self.assertEqual({name for name in named if not glob.glob(os.path.join(on.backup, name))}, set())
        tops = [name.split("/")[0] for name in named]
        self.assertEqual([one for one in os.listdir(on.backup) if not any(fnmatch(one, top) for top in tops)], [])


def without_language(commands):
    """Each README has a recording in its language."""
    return [command.replace(".ja.cast", ".cast") for command in commands]


@contextlib.contextmanager
def timed(what):
    began = time.monotonic()
    yield
    print("%6.1f s  %s" % (time.monotonic() - began, what), file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
