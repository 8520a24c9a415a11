"""The front door, walked as README says, on a bare Debian with nothing but git: a person at a terminal types the two
lines, presses Enter, and comes to the menu and out of it. The real install.sh, the real program, a real Maven.

Needs root and mmdebstrap; run by `install.sh --test`.
"""

import time
import unittest

from bare import Root, commands

PROMPT = r"here[$#] $"
BUILDING = 900  # seconds at most for what may fetch and build: only a failure waits so long


class Door(unittest.TestCase):
    def setUp(self):
        self.root = Root("bookworm")
        self.addCleanup(self.root.remove)
        self.said = []
        self.began = time.monotonic()

    def note(self, what):
        self.said.append("%6.1f s  %s" % (time.monotonic() - self.began, what))

    def enter(self, shell, line):
        shell.stream = b""
        shell.send(line.encode() + b"\r")

    def await_from_install(self, shell, words):
        """Waits long for what takes long, but not when install.sh has ended."""
        self.assertTrue(shell.see("(%s)|%s" % (words, PROMPT), BUILDING).group(1), shell.text())

    def test_from_git_clone_to_the_menu_with_enter_only(self):
        before = self.root.files("/usr/local", "/opt", "/etc/profile.d")
        self.assertEqual(commands("README.md", 0), commands("README.ja.md", 0))
        clone, install = commands("README.md", 0)[:2]
        megabytes = self.root.megabytes()
        shell = self.root.shell()
        self.addCleanup(shell.close)
        shell.see(PROMPT)
        self.enter(shell, "cd && " + clone)
        shell.see(r"done\.[\s\S]*" + PROMPT)
        self.note("git clone")
        self.enter(shell, install)
        self.await_from_install(shell, r"Missing here: \S*jdk\S* maven\. Install with apt-get\?")
        self.note("asks for what is missing")
        shell.send(b"\r")
        self.await_from_install(shell, "Building")
        self.note("JDK and Maven are installed")
        self.await_from_install(shell, "Hikae is installed")
        self.note("built and installed")
        shell.see("What do you want to do")
        shell.see("> 1 ")
        self.note("the menu")
        self.note("disk: %d MB more" % (self.root.megabytes() - megabytes))
        shell.send(b"\x1b[B")
        shell.see("> 2 ")
        shell.send(b"\x03")
        shell.see("(?i)leave")
        shell.send(b"\x03")
        shell.see(PROMPT)
        self.assertEqual(shell.left_on(), [])
        print("\n" + "\n".join(self.said))
        self.second_run_and_removal(before)

    def second_run_and_removal(self, before):
        again = self.root.run("cd ~/hikae && ./install.sh --no-start")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("Nothing was changed", again.stderr)
        shown = self.root.run("hikae --version && cd /tmp && hikae demo --no-input --lang ja && ls hikae-demo")
        self.assertEqual(shown.returncode, 0, shown.stderr[-1000:])
        gone = self.root.run("cd ~/hikae && ./install.sh --uninstall")
        self.assertEqual(gone.returncode, 0, gone.stderr)
        self.assertIn("/usr/bin/mvn", gone.stderr)
        after = self.root.files("/usr/local", "/opt", "/etc/profile.d")
        self.assertEqual(set(before) ^ set(after) - {"usr/local/share/fonts"}, set())  # that is fontconfig's, with the JDK


if __name__ == "__main__":
    unittest.main()
