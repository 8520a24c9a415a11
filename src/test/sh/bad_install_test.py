"""install.sh where something is wrong with the machine: it says what, changes nothing, and the version before works.

What needs root (mounts, other users) is in a mount namespace of its own.
"""

import os
import shutil
import subprocess
import unittest

import terminal
from install_test import PATIENCE, InstallTest, script
from terminal import Terminal, clean_environment

NOBODY = 65534


class BadInstall(InstallTest):
    def works(self):
        done = subprocess.run([self.prefix + "/bin/hikae"], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env=clean_environment(self.home), timeout=PATIENCE)
        self.assertIn("READY", done.stdout)

    def refused(self, done, status, *words):
        self.assertEqual(done.returncode, status, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def inside(self, mounts, *words, before="", **env):
        """Runs install.sh where these mounts were made first; as another user with `before`."""
        command = "%s; exec %s %s/install.sh --prefix '%s' --no-start %s" % (
            mounts, before, self.sources, self.prefix, " ".join(words))
        return subprocess.run(["unshare", "--mount", "--propagation", "private", "bash", "-euc", command], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, env=self.environment(**env), timeout=PATIENCE)


class Fetching(BadInstall):
    def failing_maven(self, words):
        tools = os.path.join(self.top, "failing")
        os.makedirs(tools)
        script(tools + "/mvn", "#!/bin/sh\necho '[ERROR] %s' >&2\nexit 1\n" % words)
        return tools + ":" + self.environment()["PATH"]

    def test_the_cause_of_a_failed_build_is_named_and_the_next_run_mends_it(self):
        self.installed()
        for said, named in (
                ("Could not transfer artifact a:b:1 from/to central: repo.invalid: Unknown host", "download failed, network?"),
                ("Checksum validation failed, expected 1 but is 2", "Checksum validation failed"),
                ("write failed: No space left on device", "No space left on device"),
                ("COMPILATION ERROR", "(Maven)")):
            with self.subTest(named=named):
                self.change_sources()
                done = self.install(PATH=self.failing_maven(said))
                self.refused(done, 3, "the build failed", named, said, "was not changed")
                shutil.rmtree(self.top + "/failing")
                self.works()
        self.installed()

    def test_packages_that_cannot_be_fetched(self):
        tools = self.tools_without("mvn", "apt-get", "sudo")
        script(tools + "/apt-get", "#!/bin/sh\necho 'Temporary failure resolving' >&2\nexit 100\n")
        done = self.install("--yes", PATH=tools)
        self.refused(done, 3, "Temporary failure resolving", "could not be installed: maven", "is the network there?")
        self.assertFalse(os.path.exists(self.prefix))

    def test_a_machine_without_a_package_tool_is_told_what_is_missing(self):
        tools = self.tools_without("mvn", "apt-get", "dnf", "apk", "sudo")
        self.refused(self.install("--yes", PATH=tools), 3, "missing here: maven", "no apt-get, dnf or apk")


class Java(BadInstall):
    def old_jdk(self):
        old = os.path.join(self.top, "jdk-11")
        os.makedirs(old + "/bin")
        for name in ("java", "javac"):
            script(old + "/bin/" + name, "#!/bin/sh\necho old >&2\nexit 1\n")
        with open(old + "/release", "w") as f:
            f.write('JAVA_VERSION="11.0.2"\n')
        return old

    def test_an_old_jdk_first_in_the_path_and_a_java_home_that_is_wrong(self):
        old = self.old_jdk()
        path = old + "/bin:" + self.environment()["PATH"]
        for home in ("", old, self.top + "/nowhere"):
            with self.subTest(java_home=home):
                self.installed("--no-start", PATH=path, JAVA_HOME=home)
                self.assertIn(os.readlink(self.current() + "/java"), terminal.jdks() + [self.jdk])
                self.works()


class Places(BadInstall):
    def test_a_prefix_with_blanks_and_japanese(self):
        self.prefix = os.path.join(self.top, "控え of mine", "ここ")
        self.installed()
        self.works()
        self.assertIn("Nothing was changed", self.installed().stderr)
        self.installed("--uninstall")
        self.assertEqual(self.paths(), [])

    def test_a_clone_with_blanks_and_japanese(self):
        moved = os.path.join(self.top, "クローン of mine")
        os.rename(self.sources, moved)
        self.sources = moved
        self.installed()
        self.works()

    def test_a_prefix_that_cannot_be_written(self):
        os.makedirs(self.prefix)
        done = self.inside("mount -t tmpfs -o ro tmpfs '%s'" % self.prefix)
        self.refused(done, 3, self.prefix + " cannot be written", "--prefix")
        self.assertEqual(self.builds(), 0)
        self.assertEqual(os.listdir(self.prefix), [])

    def test_a_disk_that_is_full_in_the_middle(self):
        """The version before lies on the small disk, too, and works; with room again the next run goes on."""
        os.makedirs(self.prefix)
        install = "%s/install.sh --prefix '%s' --no-start" % (self.sources, self.prefix)
        done = self.inside("; ".join((
            "cd '%s'" % self.prefix, "mount -t tmpfs -o size=80m tmpfs .", "cd '%s'" % self.prefix, install,
            "echo '<!-- changed -->' >>%s/pom.xml" % self.sources,
            "head -c $((80*1024*1024 - $(du -sb . | cut -f 1) - 90000)) /dev/zero >filler",
            "if %s; then exit 9; fi" % install,
            "bin/hikae </dev/null | grep READY >&2", "ls lib/hikae >&2", "rm filler")))
        self.refused(done, 0, "No space left on device", "works as before", "READY", "Hikae is installed")
        self.assertRegex(done.stderr, r"(?m)^0\.1\.0-[0-9a-f]{12}\ncurrent$")

    def test_a_temporary_directory_that_runs_nothing(self):
        temporary = os.path.join(self.top, "tmp")
        os.makedirs(temporary)
        done = self.inside("mount -t tmpfs -o noexec tmpfs '%s'" % temporary, TMPDIR=temporary)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.works()

    def test_a_home_that_is_missing(self):
        done = self.inside("unset HOME")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.works()

    def test_little_memory_is_said_and_the_package_named(self):
        meminfo = os.path.join(self.top, "meminfo")
        for kilobytes, warned in ((512000, True), (900000, False)):
            with open(meminfo, "w") as f:
                f.write("MemTotal: 1000000 kB\nMemAvailable: %d kB\n" % kilobytes)
            self.change_sources()
            done = self.inside("mount --bind '%s' /proc/meminfo" % meminfo)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("MB of memory and", done.stderr)
            self.assertEqual("src/package/build" in done.stderr, warned, done.stderr)


class Users(BadInstall):
    AS_NOBODY = "setpriv --reuid %d --regid %d --clear-groups --no-new-privs" % (NOBODY, NOBODY)

    def let_in(self, *paths):
        """Everything is for everybody to see; these are the other user's own."""
        os.chmod(self.top, 0o755)
        os.chmod(self.fake, 0o755)
        for path in paths:
            subprocess.run(["chown", "-R", str(NOBODY), path], check=True)

    def test_a_clone_of_another_user(self):
        self.let_in(self.home)
        os.makedirs(self.prefix)
        self.let_in(self.prefix)
        done = self.inside(":", before=self.AS_NOBODY)
        self.refused(done, 3, "this clone, %s, cannot be written" % self.sources)
        self.assertEqual(os.listdir(self.prefix), [])

    def test_root_installs_from_a_clone_of_another_user(self):
        self.let_in(self.sources)
        self.installed()
        self.works()

    def test_neither_root_nor_sudo(self):
        tools = self.tools_without("mvn", "sudo")
        os.makedirs(self.prefix)
        self.let_in(self.sources, self.home, self.prefix)
        done = self.inside(":", "--yes", before=self.AS_NOBODY, PATH=tools)
        self.refused(done, 3, "missing here: maven", "Only root can install it, and there is no sudo", "apt-get install maven")
        self.assertEqual(os.listdir(self.prefix), [])

    def test_an_ordinary_user_installs_for_themselves(self):
        os.makedirs(self.prefix)
        self.let_in(self.sources, self.home, self.prefix, self.fake)
        done = self.inside(":", before=self.AS_NOBODY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.works()


class Terminals(BadInstall):
    def face(self, **env):
        started = Terminal([self.sources + "/install.sh", "--prefix", self.prefix], self.environment(**env))
        self.addCleanup(started.close)
        return started.see(r"READY \d+ face=(\w+) ", PATIENCE).group(1), started

    def test_a_dumb_terminal_gets_the_line_face(self):
        face, started = self.face(TERM="dumb")
        self.assertEqual(face, "line")
        self.assertNotIn(b"\x1b", started.stream)

    def test_without_a_locale_it_speaks_english(self):
        for locale in ("C", ""):
            self.change_sources()
            self.assertIn("Hikae is installed", self.installed("--no-start", LANG=locale).stderr)


if __name__ == "__main__":
    unittest.main()
