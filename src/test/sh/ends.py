"""However the installed program ends, the terminal is as it was: HIKAE_PROGRAM names it. Run by `install.sh --test`.

What the launcher does of this has tests with a stub, in launcher_test.py; here it is the program itself.
"""

import os
import shutil
import signal
import tempfile
import unittest
import zipfile

from program import PROGRAM, children
from terminal import Terminal, clean_environment, is_alive, until


def without(lost, top):
    """A copy of the installed program that lacks one class, as after a disk fault: a bug of ours."""
    version = os.path.dirname(os.path.dirname(os.path.realpath(PROGRAM)))
    top = shutil.copytree(version, os.path.join(top, "program"), symlinks=True)
    jar = top + "/hikae.jar"
    with zipfile.ZipFile(version + "/hikae.jar") as whole, zipfile.ZipFile(jar, "w") as part:
        whole.getinfo(lost)
        for one in whole.infolist():
            if one.filename != lost:
                part.writestr(one, whole.read(one))
    return top + "/bin/hikae"


class Ends(unittest.TestCase):
    def setUp(self):
        self.assertTrue(os.access(PROGRAM, os.X_OK), "HIKAE_PROGRAM must name the installed program")
        self.top = tempfile.mkdtemp(prefix="hikae-ends-")
        self.addCleanup(shutil.rmtree, self.top)

    def start(self, *words, program=PROGRAM, **env):
        home = tempfile.mkdtemp(prefix="home-", dir=self.top)
        started = Terminal([program, *words], clean_environment(home, **env))
        self.addCleanup(started.close)
        return started

    def java(self, started):
        return int(until("Java", lambda: children(started.pid))[0])

    def at_menu(self, **how):
        started = self.start(**how)
        started.see("> 1 ")
        self.assertIn("alternate-screen", started.left_on())
        return started

    def assert_ended(self, started, status):
        java = [int(pid) for pid in children(started.pid)] if started.child.status is None else []
        self.assertEqual(started.end(), status, started.text())
        self.assertEqual(started.left_on(), [])
        self.assertFalse(any(is_alive(pid) for pid in java))

    def test_u66_signals_to_java_and_to_the_launcher(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
            with self.subTest(signal=number.name):
                started = self.at_menu()
                os.kill(self.java(started), number)
                self.assert_ended(started, 128 + number)
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(launcher=number.name):
                started = self.at_menu()
                java = self.java(started)
                os.kill(started.pid, number)
                self.assert_ended(started, 128 + number)
                self.assertFalse(is_alive(java))

    def test_u66_ctrl_c_after_ctrl_z_that_does_nothing(self):
        started = self.at_menu()
        started.send(b"\x1a\x13\x1c")
        started.send(b"\x1b[B")
        started.see("> 2 ")
        started.send(b"\x03")
        started.see("(?i)leave")
        started.send(b"\x03")
        self.assert_ended(started, 130)

    def test_u66_in_the_middle_of_a_paste(self):
        started = self.at_menu()
        started.send(b"\x1b[200~" + b"abc\n" * 2000)
        os.kill(self.java(started), signal.SIGKILL)
        self.assert_ended(started, 137)

    def test_u66_a_closed_terminal(self):
        started = self.at_menu()
        java = self.java(started)
        started.hang_up()
        until("the end of Java", lambda: not is_alive(java))
        until("the end of the launcher", lambda: os.waitpid(started.pid, os.WNOHANG)[0])

    def test_u40_u66_a_bug_of_ours(self):
        lacking = without("hikae/setup/DatabasePage.class", tempfile.mkdtemp(dir=self.top))
        for words in ((), ("--plain",)):
            with self.subTest(words=words):
                started = self.start("demo", *words, program=lacking)
                started.see("mistake in Hikae")
                self.assertNotIn("NoClassDefFoundError", started.stream.decode())
                if not words:
                    started.send(b"\r")
                self.assert_ended(started, 1)

    def test_u29_a_password_is_not_echoed_on_any_terminal(self):
        for term, words in (("dumb", ()), ("vt100", ("--plain",)), ("xterm-256color", ("--plain",))):
            with self.subTest(term=term):
                started = self.start("demo", *words, TERM=term)
                for asked in ("Choose", "Is that right", "Backup directory [", "Choose", "Is that right", "Database [",
                              "User ["):
                    self.answer(started, asked, "")
                self.answer(started, "Password (not shown", "canary-4711")
                started.see("checking: Log in")
                self.assertNotIn(b"canary", started.stream)

    def answer(self, started, asked, answer):
        until(asked, lambda: started.child.pump(0.02) is None and asked.encode() in started.stream)
        started.stream = b""
        started.send(answer.encode() + b"\r")


if __name__ == "__main__":
    unittest.main()
