"""The launcher: whatever happens to Java, the terminal is as it was before."""

import itertools
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import terminal
from terminal import Prefix, Terminal, clean_environment, is_alive, until


class LauncherTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.build = tempfile.mkdtemp(prefix="hikae-stub-")
        cls.jar = terminal.compiled_stub(cls.build)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.build)

    def setUp(self):
        self.prefix = Prefix(self.jar)
        self.addCleanup(self.prefix.remove)

    def start(self, *words, rows=24, cols=80, **env):
        started = Terminal([self.prefix.hikae, *words], clean_environment(self.prefix.home, **env), rows, cols)
        self.addCleanup(started.close)
        return started

    def fake_java(self, script, version="17.0.1"):
        """The home of a Java that is a script."""
        home = os.path.join(self.prefix.top, "jdk-" + version)
        os.makedirs(home + "/bin")
        with open(home + "/release", "w") as f:
            f.write('IMPLEMENTOR="x"\nJAVA_VERSION="%s"\n' % version)
        with open(home + "/bin/java", "w") as f:
            f.write("#!/bin/sh\n" + script)
        os.chmod(home + "/bin/java", 0o755)
        return home

    def assert_restored(self, started):
        self.assertEqual(started.left_on(), [])

    def line(self, *words, **env):
        """What the stub was given when there is no terminal."""
        done = self.prefix.run(*words, **env)
        self.assertEqual(done.stderr, "")
        return done.stdout


class EveryEnd(LauncherTest):
    def test_u66_a_normal_end_leaves_the_farewell_and_nothing_else(self):
        started = self.start()
        started.java()
        started.send(b"q")
        self.assertEqual(started.end(), 0)
        self.assert_restored(started)
        self.assertIn("See you later", started.text())
        self.assertIn("said on stderr", started.text())
        self.assertNotIn("READY", started.text())
        self.assertEqual(self.prefix.left_in_state(), [])

    def test_the_exit_code_is_javas(self):
        for code in (1, 2, 5):
            with self.subTest(code=code):
                started = self.start()
                started.java()
                started.send(b"%d" % code)
                self.assertEqual(started.end(), code)
                self.assert_restored(started)

    def test_u66_java_killed_is_told_in_one_line(self):
        for locale, words in (("en_US.UTF-8", "Hikae ended unexpectedly (signal 9)"),
                              ("ja_JP.UTF-8", "Hikae が途中で終了しました(シグナル 9)")):
            with self.subTest(locale=locale):
                started = self.start(LANG=locale)
                os.kill(started.java(), signal.SIGKILL)
                self.assertEqual(started.end(), 128 + 9)
                self.assert_restored(started)
                self.assertIn(words, started.text().replace("\n", ""))

    def test_u66_half_a_paste_does_not_reach_the_shell_after_a_kill(self):
        started = self.start()
        java = started.java()
        os.kill(java, signal.SIGSTOP)
        started.send(b"rm something\n")
        os.kill(java, signal.SIGKILL)
        started.end()
        os.set_blocking(started.child.slave, False)
        self.assertRaises(BlockingIOError, os.read, started.child.slave, 100)

    def test_u66_terminate_and_hang_up_are_forwarded(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                started = self.start()
                java = started.java()
                os.kill(started.pid, number)
                self.assertEqual(started.end(), 128 + number)
                self.assertFalse(is_alive(java))
                self.assert_restored(started)
                self.assertNotIn("unexpectedly", started.text())

    def test_many_signals_at_once_end_the_same(self):
        started = self.start()
        java = started.java()
        for _ in range(5):
            os.kill(started.pid, signal.SIGTERM)
            os.kill(started.pid, signal.SIGHUP)
        self.assertIn(started.end(), (129, 143))
        self.assertFalse(is_alive(java))
        self.assert_restored(started)

    def test_no_signal_parts_it_from_a_java_that_goes_on(self):
        signal_file = os.path.join(self.prefix.top, "done")
        started = self.start("outlive", signal_file)
        started.java()
        for count in (1, 2, 3):
            os.kill(started.pid, signal.SIGHUP)
            started.see("HEARD %d END" % count)
        self.assertIsNone(started.child.status)
        self.assertIn("alternate-screen", started.left_on())
        open(signal_file, "w").close()
        self.assertEqual(started.end(), 4)
        self.assert_restored(started)

    def test_a_signal_before_java_runs_is_not_lost(self):
        started = self.start()
        started.see("Starting")
        os.kill(started.pid, signal.SIGTERM)
        self.assertEqual(started.end(), 143)
        self.assert_restored(started)

    def test_u20_no_key_stops_or_suspends(self):
        started = self.start()
        started.java()
        for key in (3, 4, 17, 19, 22, 26, 28):
            started.send(bytes([key]))
            started.see("KEY %d END" % key)
        started.send(b"\r")
        started.see("KEY 13 END")
        started.send(b"q")
        self.assertEqual(started.end(), 0)
        self.assert_restored(started)

    def test_u66_a_closed_terminal_ends_both(self):
        started = self.start()
        java = started.java()
        started.hang_up()
        until("the end of Java", lambda: not is_alive(java))
        until("the end of the launcher", lambda: os.waitpid(started.pid, os.WNOHANG)[0])

    def test_work_that_outlives_its_terminal_costs_no_time(self):
        signal_file = os.path.join(self.prefix.top, "done")
        started = self.start("outlive", signal_file)
        java = started.java()
        started.hang_up()
        begin = terminal.cpu_seconds(started.pid)
        time.sleep(1)  # what is measured is one second of doing nothing
        self.assertTrue(is_alive(java))
        self.assertLess(terminal.cpu_seconds(started.pid) - begin, 0.05)
        open(signal_file, "w").close()
        until("the end of Java", lambda: not is_alive(java))
        until("the end of the launcher", lambda: os.waitpid(started.pid, os.WNOHANG)[0])

    def test_a_java_that_cannot_start_is_heard(self):
        self.prefix.use(self.fake_java("echo 'Could not reserve enough space' >&2\nexit 1\n"))
        started = self.start()
        self.assertEqual(started.end(), 1)
        self.assert_restored(started)
        self.assertIn("Could not reserve enough space", started.text())

    def test_ctrl_c_reaches_a_java_in_the_line_face(self):
        started = self.start("--plain")
        started.java()
        started.send(b"\x03")
        self.assertEqual(started.end(), 130)
        self.assert_restored(started)


class WhichFace(LauncherTest):
    def face(self, *words, **how):
        started = self.start(*words, **how)
        found = started.see(r"face=(\w+) columns=(\d*) rows=(\d*) ")
        started.close()
        return found.group(1)

    def test_full_screen_is_the_usual_face(self):
        for words in ((), ("setup",), ("--lang", "ja"), ("--dir", "help"), ("--no-color", "backups"),
                      ("status", "--mend"), ("restore",), ("restore", "undo"), ("storage",), ("checklist",)):
            with self.subTest(words=words):
                self.assertEqual(self.face(*words), "full")
        self.assertEqual(self.face(rows=5, cols=20), "full")

    def test_words_that_ask_for_the_line_face(self):
        for words in (("--plain",), ("--no-input",), ("--json", "status"), ("setup", "--yes"), ("--help",), ("-h",),
                      ("--version",), ("-n", "setup"), ("--dry-run",), ("help",), ("status",), ("--dir", "x", "help"),
                      ("restore", "status"), ("storage", "check", "--inventory"), ("checklist", "--show-secrets")):
            with self.subTest(words=words):
                self.assertEqual(self.face(*words), "line")

    def test_terminals_that_are_not_fit(self):
        for how in (dict(TERM="dumb"), dict(TERM=""), dict(rows=4), dict(cols=19), dict(ACCESSIBLE="1"),
                    dict(HIKAE_PLAIN="yes")):
            with self.subTest(how=how):
                self.assertEqual(self.face(**how), "line")
        self.assertEqual(self.face(ACCESSIBLE="0", HIKAE_PLAIN="false"), "full")

    def test_a_saved_preference(self):
        os.makedirs(self.prefix.home + "/.config/hikae")
        with open(self.prefix.home + "/.config/hikae/config", "w") as f:
            f.write("lang=ja\nplain=true")
        self.assertEqual(self.face(), "line")

    def test_no_terminal_means_the_line_face(self):
        self.assertIn("face=line ", self.line())
        self.assertEqual(self.prefix.run().returncode, 9)

    def test_a_terminal_without_a_size_takes_the_environments(self):
        started = Terminal(["sh", "-c", 'stty rows 0 cols 0; exec "$0"', self.prefix.hikae],
                           clean_environment(self.prefix.home, COLUMNS="100", LINES="30"))
        self.addCleanup(started.close)
        self.assertTrue(started.see("face=full columns=100 rows=30 "))

    def test_u01_the_first_frame_is_there_before_java(self):
        started = self.start()
        os.kill(started.pid, 0)
        started.see("Starting \\.\\.\\.")
        first = started.stream.split(b"READY")[0]
        self.assertIn(b" Hikae\x1b", first)
        self.assertIn(b"-" * 80, first)

    def test_the_first_frame_speaks_the_language_of_the_terminal(self):
        for how, words in ((dict(LANG="ja_JP.UTF-8"), "起動しています"), (dict(LC_ALL="ja_JP.utf8"), "起動しています"),
                           (dict(LANG="ja_JP.eucJP"), "Starting"), (dict(LANG="C"), "Starting"),
                           (dict(LANG="ja_JP.UTF-8", TERM="linux"), "Starting"), (dict(LANG=""), "Starting"),
                           (dict(LANG="ja_JP.UTF-8", LC_ALL="C"), "Starting")):
            with self.subTest(how=how):
                started = self.start(**how)
                started.see("起動|Starting")
                self.assertIn(words, started.text())
                started.close()

    def test_java_hears_the_original_locale(self):
        self.assertIn("locale=ja_JP.UTF-8 ", self.line(LC_MESSAGES="ja_JP.UTF-8", LANG="C"))
        self.assertIn("locale=C ", self.line(LC_ALL="C", LANG="ja_JP.UTF-8"))


class WhichJava(LauncherTest):
    TELLS = 'for word; do echo "<$word>"; done\n'

    def test_a_java_that_is_gone_is_said(self):
        gone = os.path.join(self.prefix.top, "removed-jdk")
        self.prefix.use(gone)
        for locale, words in (("C", "is not there. Install Hikae again"), ("ja_JP.UTF-8", "もう一度インストール")):
            done = self.prefix.run(LANG=locale)
            self.assertEqual((done.returncode, done.stdout), (3, ""))
            self.assertIn(gone + "/bin/java", done.stderr)
            self.assertIn(words, done.stderr)

    def test_no_other_java_is_looked_for(self):
        other = self.fake_java("echo OTHER\n", "11.0.2")
        self.assertIn("READY", self.line(JAVA_HOME=other, HIKAE_JAVA=other + "/bin/java",
                                         PATH=other + "/bin:" + os.environ["PATH"]))

    def test_words_arrive_unchanged_and_last(self):
        words = ["setup", "a b", "", "*", "-x='q'"]
        self.prefix.use(self.fake_java(self.TELLS))
        given = self.line(*words)
        self.assertTrue(given.endswith("".join("<%s>\n" % w for w in words)), given)

    def test_nothing_private_can_be_read_from_outside(self):
        self.prefix.use(self.fake_java(self.TELLS))
        given = self.line()
        self.assertTrue(given.startswith("<@%s/options>\n" % self.prefix.path), given)
        with open(self.prefix.path + "/options") as f:
            options = f.read().splitlines()
        for option in ("-XX:+DisableAttachMechanism", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:-UsePerfData"):
            self.assertIn(option, options)
        state = self.prefix.home + "/.local/state/hikae"
        self.assertIn("<-XX:ErrorFile=%s/java-crash-%%p.log>" % state, given)
        self.assertEqual(os.stat(state).st_mode & 0o777, 0o700)

    @unittest.skipUnless(os.geteuid() == 0, "only root can be given the home of somebody else")
    def test_root_writes_nothing_into_the_home_of_somebody_else(self):
        victim = self.prefix.top + "/victim"
        os.mkdir(victim, 0o755)
        home = self.prefix.home + "/theirs"
        os.makedirs(home + "/.local/state")
        for path in (home, home + "/.local", home + "/.local/state"):
            os.chown(path, 65534, 65534)
        self.prefix.use(self.fake_java(self.TELLS))
        for lay in (lambda: None, lambda: os.symlink(victim, home + "/.local/state/hikae")):
            lay()
            given = self.line(HOME=home)
            self.assertIn("<-XX:ErrorFile=/dev/null>", given)
            self.assertEqual(os.listdir(victim), [])
        os.unlink(home + "/.local/state/hikae")

        writes = 'printf "%s\\n" "$@" >"' + self.prefix.top + '/given"\n'
        self.prefix.use(self.fake_java(writes, "17.0.2"))
        started = self.start(HOME=home)
        started.end()
        with open(self.prefix.top + "/given") as f:
            farewell = [word for word in f.read().splitlines() if word.startswith("-Dhikae.farewell=")]
        self.assertEqual(len(farewell), 1)
        self.assertFalse(farewell[0].startswith("-Dhikae.farewell=" + self.prefix.home), farewell)
        self.assertEqual(os.listdir(home + "/.local/state"), [])

    def test_options_from_the_environment_are_not_obeyed(self):
        self.assertIn("READY", self.line(JAVA_TOOL_OPTIONS="-Dx=y", _JAVA_OPTIONS="-Dx=y", JDK_JAVA_OPTIONS="-bad"))

    def test_it_is_found_through_links_and_with_spaces_in_its_path(self):
        prefix = Prefix(self.jar, "with space, 控え")
        self.addCleanup(prefix.remove)
        link = os.path.join(prefix.top, "hikae-link")
        os.symlink("with space, 控え/bin/hikae", link)
        second = os.path.join(prefix.home, "again")
        os.symlink(link, second)
        for start in (link, second):
            done = subprocess.run([start], capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd="/",
                                  env=clean_environment(prefix.home))
            self.assertIn("READY", done.stdout)

    def test_a_missing_jar_is_said(self):
        os.remove(self.prefix.path + "/hikae.jar")
        done = self.prefix.run()
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("hikae.jar", done.stderr)


class Archives(LauncherTest):
    def archives(self):
        for jdk in terminal.jdks():
            with self.subTest(jdk=jdk):
                self.prefix.make_archive(jdk)
                yield jdk, self.prefix.archive()

    def assert_silent(self, uses=False):
        done = self.prefix.run("--plain")
        self.assertEqual((done.returncode, done.stderr), (9, ""))
        self.assertRegex(done.stdout, r"^READY \d+ [^\n]*END\n$")
        self.assertEqual(self.maps_archive(), uses)

    def maps_archive(self):
        started = self.start()
        with open("/proc/%d/maps" % started.java()) as f:
            mapped = f.read()
        started.close()
        return re.search(r"hikae\.(jsa|aot)", mapped) is not None

    def test_a_good_one_is_used(self):
        for _ in self.archives():
            self.assert_silent(uses=True)

    def test_a_truncated_one_is_left_alone(self):
        for _, archive in self.archives():
            os.chmod(archive, 0o644)
            os.truncate(archive, os.path.getsize(archive) // 2)
            self.assert_silent()

    def test_one_of_garbage_is_left_alone(self):
        for _, archive in self.archives():
            size = os.path.getsize(archive)
            os.chmod(archive, 0o644)
            with open(archive, "r+b") as f:
                f.write(os.urandom(size))
            self.assert_silent()

    def test_a_missing_one_is_not_missed(self):
        for _, archive in self.archives():
            os.remove(archive)
            self.assert_silent()

    def test_one_of_an_older_jar_is_silent(self):
        for _ in self.archives():
            os.utime(self.prefix.path + "/hikae.jar", (1, 1))
            done = self.prefix.run("--plain")
            self.assertEqual((done.returncode, done.stderr), (9, ""))
            shutil.copy(self.jar, self.prefix.path + "/hikae.jar")

    def test_one_of_a_java_that_was_replaced_is_silent(self):
        for made_by, replaced_by in itertools.permutations(terminal.jdks(), 2):
            with self.subTest(made_by=made_by):
                self.prefix.make_archive(made_by)
                self.prefix.use(replaced_by)
                self.assert_silent()

    def test_one_of_another_place_is_silent(self):
        for jdk, _ in self.archives():
            moved = self.prefix.path + " moved"
            os.rename(self.prefix.path, moved)
            done = subprocess.run([moved + "/bin/hikae", "--plain"], capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, env=clean_environment(self.prefix.home))
            self.assertEqual((done.returncode, done.stderr), (9, ""))
            self.assertIn("READY", done.stdout)
            os.rename(moved, self.prefix.path)

    def test_a_training_that_fails_leaves_a_program_that_works(self):
        self.prefix.use(self.fake_java("echo broken >&2\nexit 1\n"))
        before = sorted(os.listdir(self.prefix.path))
        done = subprocess.run([self.prefix.path + "/make-archive"], capture_output=True, text=True,
                              env=clean_environment(self.prefix.home))
        self.assertEqual(done.returncode, 5)
        self.assertIn("broken", done.stderr)
        self.assertIn("starts slower", done.stderr)
        self.assertEqual(sorted(os.listdir(self.prefix.path)), before)

    def test_on_a_terminal_it_reads_nothing_and_ends_by_itself(self):
        for jdk in terminal.jdks():
            with self.subTest(jdk=jdk):
                self.prefix.use(jdk)
                started = Terminal([self.prefix.path + "/make-archive"], clean_environment(self.prefix.home))
                self.addCleanup(started.close)
                started.send(b"typed ahead\n")
                self.assertEqual(started.end(), 0)
                self.assertEqual(started.left_on(), [])
                os.set_blocking(started.child.slave, False)
                self.assertIn(b"typed ahead", os.read(started.child.slave, 100))


if __name__ == "__main__":
    unittest.main()
