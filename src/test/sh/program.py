"""The installed program in a real tmux: HIKAE_PROGRAM names it. Run by `install.sh --test`."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

import terminal
from terminal import until

PROGRAM = os.environ.get("HIKAE_PROGRAM", "")
PATIENCE = 90  # two cores, and other tests beside this one


class Tmux:
    """A tmux server of its own with one shell in it."""

    def __init__(self, columns=80, rows=24, **env):
        self.top = tempfile.mkdtemp(prefix="hikae-tmux-")
        self.home = os.path.join(self.top, "home")
        os.makedirs(self.home)
        self.env = terminal.clean_environment(self.home, TMUX_TMPDIR=self.top, HISTFILE="/dev/null", **env)
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), "bash --norc --noprofile")

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-u", "-L", "hikae", *words], env=self.env, text=True, capture_output=True)
        if done.returncode != 0:
            raise AssertionError(done)
        return done.stdout

    def text(self):
        return self.tmux("capture-pane", "-p")

    def see(self, pattern):
        regex = re.compile(pattern)
        last = [""]

        def look():
            last[0] = self.text()
            return regex.search(last[0])

        try:
            return until(pattern, look, PATIENCE)
        except AssertionError as late:
            raise AssertionError("%s\n%s" % (late, last[0])) from None

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, line):
        self.tmux("send-keys", "-l", line)
        self.keys("Enter")

    def start(self, words=""):
        self.type("stty -g >~/before; %s %s; echo ended=$?; stty -g >~/after; cmp ~/before ~/after && echo same" %
                  (PROGRAM, words))

    def java(self):
        pane = int(self.tmux("display-message", "-p", "#{pane_pid}"))
        launcher = int(children(pane)[0])
        return int(until("Java", lambda: children(launcher), PATIENCE)[0])

    def close(self):
        subprocess.run(["tmux", "-L", "hikae", "kill-server"], env=self.env, capture_output=True)
        shutil.rmtree(self.top)


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
        return f.read().split()


class InTmux(unittest.TestCase):
    def setUp(self):
        self.assertTrue(os.access(PROGRAM, os.X_OK), "HIKAE_PROGRAM must name the installed program")

    def open(self, columns=80, rows=24, **env):
        screen = Tmux(columns, rows, **env)
        self.addCleanup(screen.close)
        screen.see("[$#] ?\n")
        return screen

    def assert_ended(self, screen, status):
        screen.see(r"ended=%d\nsame" % status)
        self.assertNotIn("Hikae |", screen.text())

    def test_the_menu_speaks_english_and_japanese(self):
        for locale, words in (("en_US.UTF-8", "What do you want to do"), ("ja_JP.UTF-8", "何をしますか")):
            screen = self.open(LANG=locale)
            screen.start()
            screen.see(words)

    def test_u60_the_console_of_a_vps_gets_english_and_the_way_to_japanese(self):
        screen = self.open(LANG="ja_JP.UTF-8")
        screen.type("export TERM=linux")
        screen.start()
        screen.see("What do you want to do")
        screen.see("Over ssh")
        self.assertTrue(screen.text().isascii(), screen.text())

    def test_a_command_is_named_as_it_can_be_typed_here(self):
        directory, name = os.path.split(PROGRAM)
        for path, program, typed in (("/usr/bin:/bin", PROGRAM, PROGRAM), (directory + ":/usr/bin:/bin", name, name)):
            with tempfile.TemporaryDirectory() as home:
                env = terminal.clean_environment(home, PATH=path, LANG="en_US.UTF-8")
                said = subprocess.run(["sh", "-c", program + " nonsense --no-input"], env=env, text=True,
                                      capture_output=True, check=False).stderr
            self.assertIn("options: %s --help" % typed, said)

    def test_u10_ctrl_c_twice_leaves_with_130(self):
        screen = self.open()
        screen.start()
        screen.see("What do you want to do")
        screen.keys("C-c")
        screen.see("(?i)leave|quit|stay")
        screen.keys("C-c")
        self.assert_ended(screen, 130)

    def test_u20_ctrl_z_and_ctrl_s_do_nothing(self):
        screen = self.open()
        screen.start()
        screen.see("> 1 ")
        screen.keys("C-z", "C-s", "C-\\", "Down")
        screen.see("> 2 ")

    def test_it_follows_the_size_of_its_window(self):
        screen = self.open()
        screen.start()
        screen.see("What do you want to do")
        for columns, rows in ((40, 12), (100, 30)):
            screen.tmux("resize-window", "-x", str(columns), "-y", str(rows))
            screen.see(r"\n-{%d}\n" % columns)
            screen.see("What do you want to do")
        screen.tmux("resize-window", "-x", "30", "-y", "6")
        screen.see("--plain")

    def test_an_answer_stays_on_the_screen(self):
        for words in ("status", "restore status", "storage check", "checklist --show-secrets"):
            with self.subTest(words=words):
                screen = self.open(DOCKER_HOST="unix:///nowhere/docker.sock")
                screen.start(words)
                screen.see(r"ended=[1-9]\nsame")
                self.assertIn("[NG]", screen.text())

    def test_u66_a_killed_java_leaves_a_usable_shell(self):
        screen = self.open()
        screen.start()
        screen.see("What do you want to do")
        os.kill(screen.java(), signal.SIGKILL)
        self.assert_ended(screen, 137)
        self.assertIn("ended unexpectedly", screen.text())
        screen.type("echo still' 'here")
        screen.see("still here")

    def test_the_demo_goes_from_the_first_question_to_the_end(self):
        screen = self.open()
        screen.start("demo")
        screen.see("Set up 1/")
        seen, text = set(), screen.text()
        while "| Review" not in text:
            seen.add(text.split("\n", 1)[0].split("|")[1].split("  ")[0].strip())
            screen.keys("Enter")
            text = until("another screen than\n" + text, lambda old=text: self.other(screen, old), PATIENCE)
        self.assertLessEqual({"Misskey", "Database", "Schedule", "How long to keep"}, seen)
        self.assertIn("This will be done. Nothing else is touched.", screen.text())
        screen.keys("a")
        screen.see(r"Hikae \| Backups are set up")
        screen.keys("Enter")
        self.assert_ended(screen, 0)
        self.assertIn("Next run", screen.text())

    @staticmethod
    def other(screen, before):
        text = screen.text()
        return text if text != before and "Hikae |" in text else None

    def test_line_mode_asks_numbered_questions(self):
        screen = self.open()
        screen.start("--plain")
        screen.see("1[.)] ?Set up automatic database backups")
        screen.see("Choose a number")
        screen.keys("C-c")
        screen.see("Leave\\?")
        screen.keys("C-c")
        screen.see("ended=130")


if __name__ == "__main__":
    unittest.main()
