"""Completion in the real shells, from the files that were installed: HIKAE_PROGRAM names the program beside them.

`hikae` itself is a stand-in here that leaves a trace: what is offered must come without starting the program.
Run by `install.sh --test`.
"""

import os
import re
import shutil
import unittest

from program import PROGRAM, Tmux

SHARE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(PROGRAM))), "share")


class Shell(Tmux):
    """A shell in tmux, in a directory with two Misskeys' backups."""

    def __init__(self, *lines):
        super().__init__(columns=100, rows=30, XDG_DATA_DIRS=SHARE + ":/usr/share")
        os.makedirs(self.home + "/bin")
        with open(self.home + "/bin/hikae", "w") as f:
            f.write("#!/bin/sh\n: >%s/started\n" % self.home)
        os.chmod(self.home + "/bin/hikae", 0o755)
        os.makedirs(self.home + "/empty")
        self.type("cd ~/empty; PATH=~/bin:$PATH")
        for line in lines:
            self.type(line)
        self.type("clear; echo rea''dy")
        self.see(r"^ready\n\$ ?\n")

    def backups(self, directory, *dumps):
        """Each a name in `last`, an age in hours and the other names it has."""
        for name, hours, others in dumps:
            path = os.path.join(self.home, directory, "backups", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(name)
            when = 1_700_000_000 - hours * 3600
            os.utime(path, (when, when))
            for other in others:
                other = os.path.join(self.home, directory, "backups", other)
                os.makedirs(os.path.dirname(other), exist_ok=True)
                os.link(path, other)

    def typed(self, text):
        """What the shell makes of a line, of which each \\t is a Tab."""
        self.keys("C-u")
        self.tmux("clear-history")
        self.tmux("send-keys", "-l", text)

    def over(self):
        self.tmux("kill-server")
        started = os.path.exists(self.home + "/started")
        shutil.rmtree(self.top, ignore_errors=True)
        return started


DUMPS = (
    ("last/misskey-20251123-140500.sql.gz", 1, ["daily/misskey-20251123.sql.gz", "weekly/misskey-202547.sql.gz"]),
    ("last/misskey-20251123-020000.sql.gz", 13, []),
    ("daily/misskey-20251122.sql.gz", 25, ["monthly/misskey-202511.sql.gz"]),
)


class Completes:
    """What holds in each of the shells."""

    def setUp(self):
        self.shell = Shell(*self.LINES)
        self.addCleanup(lambda: self.assertFalse(self.shell.over(), "hikae was started"))

    def becomes(self, typed, line):
        self.shell.typed(typed)
        self.shell.see(r"\$ " + re.escape(line) + r" ?\n")

    def offers(self, typed, common, *words):
        """These words in this order; what all of them begin with is put on the line."""
        self.becomes(typed + "\t", common)
        self.shell.keys(*self.LIST)
        self.shell.see(r"[\s\S]*".join(re.escape(word) for word in words))

    def test_commands_and_what_is_below_them(self):
        self.becomes("hikae sche\t", "hikae schedule")
        self.becomes("hikae restore und\t", "hikae restore undo")
        self.becomes("hikae --lang ja sto\tche\t", "hikae --lang ja storage check")
        self.becomes("hikae help sche\t", "hikae help schedule")
        self.becomes("hikae completion fi\t", "hikae completion fish")

    def test_flags_of_the_command_on_the_line(self):
        self.becomes("hikae setup --no-re\t", "hikae setup --no-rehearsal")
        self.becomes("hikae status --nag\t", "hikae status --nagios")
        self.becomes("hikae restore --lost\t", "hikae restore --lost-cluster")
        self.becomes("hikae setup --nag\t", "hikae setup --nag")

    def test_values_of_flags(self):
        self.becomes("hikae schedule --tz Asia/Tok\t", "hikae schedule --tz Asia/Tokyo")
        self.becomes("hikae schedule --tz=Pacific/Auck\t", "hikae schedule --tz=Pacific/Auckland")
        self.becomes("hikae setup --lang j\t", "hikae setup --lang ja")
        os.makedirs(self.shell.home + "/empty/misskey of mine")
        self.becomes("hikae setup --dir mis\t", "hikae setup --dir misskey\\ of\\ mine/")

    def test_backups_of_a_named_directory_the_newest_first(self):
        self.shell.backups("kept", *DUMPS)
        line = "hikae verify --backup-dir ~/kept "
        self.offers(line + "mi", line + "misskey-2025112", "20251123-140500.sql.gz", "20251123-020000.sql.gz",
                    "20251122.sql.gz")
        self.assertNotIn("20251123.sql", self.shell.text())
        self.assertNotIn("202547", self.shell.text())
        self.becomes("hikae verify --backup-dir ~/kept misskey-20251123-1\t",
                     "hikae verify --backup-dir ~/kept misskey-20251123-140500.sql.gz")
        self.becomes("hikae rehearse --backup-dir=%s/kept misskey-20251122\t" % self.shell.home,
                     "hikae rehearse --backup-dir=%s/kept misskey-20251122.sql.gz" % self.shell.home)

    def test_backups_beside_misskey(self):
        self.shell.backups("misskey-backup", *DUMPS)
        self.becomes("hikae restore --dir ~/misskey misskey-20251122\t",
                     "hikae restore --dir ~/misskey misskey-20251122.sql.gz")

    def test_a_backup_anywhere_by_its_path(self):
        self.shell.backups("elsewhere", *DUMPS)
        self.becomes("hikae restore ../elsewhere/backups/last/misskey-20251123-1\t",
                     "hikae restore ../elsewhere/backups/last/misskey-20251123-140500.sql.gz")


class Bash(Completes, unittest.TestCase):
    LIST = ["Tab", "Tab"]  # a Tab that has changed the line does not count
    LINES = ["PS1='$ '", ". '%s/bash-completion/completions/hikae'" % SHARE]


class Zsh(Completes, unittest.TestCase):
    LIST = ["Tab"]
    LINES = ["exec zsh -f", "PS1='$ '; fpath=('%s/zsh/site-functions' $fpath)" % SHARE,
             "autoload -U compinit; compinit -u -D"]


class Fish(Completes, unittest.TestCase):
    LINES = ["exec fish", "set fish_autosuggestion_enabled 0; function fish_prompt; echo -n '$ '; end"]

    def offers(self, typed, common, *words):
        """Asked of fish itself: when it shows its list depends on how quickly the keys come."""
        self.shell.type("complete -C '%s'" % typed)
        self.shell.see(r"\n" + r"[\s\S]*\n".join(re.escape("misskey-" + word) for word in words))
