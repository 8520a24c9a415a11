"""install.sh: what it puts in place, that a second run changes nothing, and what it never does."""

import os
import re
import shutil
import stat
import subprocess
import tempfile
import unittest

import terminal
from terminal import ROOT, Terminal, clean_environment

# A build that takes no time: the stub as hikae.jar, and a count of the builds.
MAVEN = r"""#!/bin/sh
[ -z "${FAKE_MAVEN_FAILS:-}" ] || { echo 'BUILD FAILURE' >&2; exit 1; }
echo x >>"$FAKE/builds"
mkdir -p target/lib target/classes
cp -p "$FAKE/hikae.jar" target/hikae.jar
cp -p "$FAKE"/lib/*.jar target/lib/
"""


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = tempfile.mkdtemp(prefix="hikae-build-")
        terminal.compiled_stub(cls.fake)
        cls.jdk = terminal.jdks()[0]
        os.makedirs(cls.fake + "/lib")
        for machine in ("x86_64", "arm64", "armv7", "armv6", "x86", "ppc64"):
            for kind in ("Linux", "Linux-musl"):
                folder = os.path.join(cls.fake, "native", "org/jline/nativ", kind, machine)
                os.makedirs(folder)
                with open(folder + "/libjlinenative.so", "w") as f:
                    f.write("a library")
        subprocess.run([cls.jdk + "/bin/jar", "cf", cls.fake + "/lib/jline-native-1.jar", "-C", cls.fake + "/native",
                        "."], check=True)
        shutil.copy(cls.fake + "/lib/jline-native-1.jar", cls.fake + "/lib/other-1.jar")
        os.makedirs(cls.fake + "/bin")
        with open(cls.fake + "/bin/mvn", "w") as f:
            f.write(MAVEN)
        os.chmod(cls.fake + "/bin/mvn", 0o755)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.fake)

    def setUp(self):
        self.top = tempfile.mkdtemp(prefix="hikae-install-")
        self.addCleanup(shutil.rmtree, self.top)
        self.prefix = os.path.join(self.top, "opt", "hikae")
        self.home = os.path.join(self.top, "home")
        self.sources = os.path.join(self.top, "sources")
        os.makedirs(self.home)
        os.makedirs(self.sources + "/src/main/bin")
        for name in ("install.sh", "pom.xml", "src/main/bin/hikae"):
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.sources, name))
        if os.path.exists(self.fake + "/builds"):
            os.remove(self.fake + "/builds")

    def environment(self, **more):
        path = self.fake + "/bin:" + os.environ["PATH"]
        return clean_environment(self.home, **{"FAKE": self.fake, "PATH": path, "JAVA_HOME": self.jdk, **more})

    def install(self, *words, **env):
        return subprocess.run([self.sources + "/install.sh", "--prefix", self.prefix, *words], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, env=self.environment(**env))

    def installed(self, *words, **env):
        done = self.install(*words, **env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def builds(self):
        try:
            return os.path.getsize(self.fake + "/builds") // 2
        except FileNotFoundError:
            return 0

    def only_files(self):
        return sorted(k for k, (_, _, mode) in self.files().items() if stat.S_ISREG(mode))

    def files(self):
        """Each file and directory of the prefix with its time of change, inode and mode."""
        found = {}
        for folder, _, names in os.walk(self.prefix):
            for name in names + ["."]:
                path = os.path.join(folder, name)
                status = os.stat(path)
                found[os.path.relpath(path, self.prefix)] = (status.st_mtime_ns, status.st_ino, status.st_mode)
        return found


class Installing(InstallTest):
    def test_everything_is_in_its_place_and_runs(self):
        self.installed()
        found = self.only_files()
        archive = [k for k in found if k.endswith((".jsa", ".aot"))]
        self.assertEqual(len(archive), 1)
        self.assertEqual([k for k in found if k not in archive], [
            "bin/hikae", "lib/hikae/hikae.jar", "lib/hikae/java", "lib/hikae/lib/jline-native-1.jar",
            "lib/hikae/lib/other-1.jar", "lib/hikae/manifest", "lib/hikae/native/libjlinenative.so",
            "lib/hikae/runtime", "lib/hikae/stamp", "share/bash-completion/completions/hikae",
            "share/fish/vendor_completions.d/hikae.fish", "share/man/ja/man1/hikae.1",
            "share/man/man1/hikae.1", "share/zsh/site-functions/_hikae"])
        ran = subprocess.run([self.prefix + "/bin/hikae"], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                             env=clean_environment(self.home))
        self.assertIn("READY", ran.stdout)
        with open(self.prefix + "/share/zsh/site-functions/_hikae") as f:
            self.assertEqual(f.read(), "# completion for zsh\n")
        with open(self.prefix + "/share/man/ja/man1/hikae.1") as f:
            self.assertEqual(f.read(), '.\\" manual in ja\n')

    def test_everybody_may_read_it_and_only_the_owner_write(self):
        self.installed()
        for name, (_, _, mode) in self.files().items():
            with self.subTest(name=name):
                self.assertEqual(mode & 0o022, 0)
                wanted = 0o555 if stat.S_ISDIR(mode) or "bin/" in name else 0o444
                self.assertEqual(mode & wanted, wanted)

    def test_a_second_run_changes_nothing(self):
        self.installed()
        before = self.files()
        done = self.installed()
        self.assertEqual(self.files(), before)
        self.assertEqual(self.builds(), 1)
        self.assertIn("Nothing was changed", done.stderr)

    def test_other_sources_are_built_and_only_what_differs_is_replaced(self):
        self.installed()
        before = self.files()
        with open(self.sources + "/src/main/bin/hikae", "a") as f:
            f.write("# changed\n")
        self.installed()
        after = self.files()
        self.assertEqual(self.builds(), 2)
        self.assertNotEqual(after["bin/hikae"], before["bin/hikae"])
        for name in ("lib/hikae/hikae.jar", "lib/hikae/lib/other-1.jar", "share/zsh/site-functions/_hikae"):
            self.assertEqual(after[name], before[name])

    def test_a_damaged_installation_is_mended(self):
        self.installed()
        for name in ("lib/hikae/hikae.jar", "bin/hikae"):
            with open(os.path.join(self.prefix, name), "r+b") as f:
                f.write(b"damage")
        archive = next(n for n in self.files() if n.endswith((".jsa", ".aot")))
        os.chmod(os.path.join(self.prefix, archive), 0o644)
        os.truncate(os.path.join(self.prefix, archive), 100)
        self.installed()
        self.assertGreater(os.path.getsize(os.path.join(self.prefix, archive)), 100)
        self.assertIn("Nothing was changed", self.installed().stderr)

    def test_a_library_that_is_no_longer_needed_goes(self):
        self.installed()
        extra = self.prefix + "/lib/hikae/lib/old-1.jar"
        shutil.copy(self.fake + "/lib/other-1.jar", extra)
        os.remove(self.prefix + "/lib/hikae/stamp")
        self.installed()
        self.assertFalse(os.path.exists(extra))

    def test_a_failed_build_leaves_the_installed_program_alone(self):
        self.installed()
        before = self.files()
        with open(self.sources + "/pom.xml", "a") as f:
            f.write("<!-- changed -->\n")
        done = self.install(FAKE_MAVEN_FAILS="yes")
        self.assertEqual(done.returncode, 3)
        self.assertIn("the build failed", done.stderr)
        self.assertEqual(self.files(), before)

    def test_completions_that_fail_are_not_passed_over(self):
        java = os.path.join(self.top, "java")
        with open(java, "w") as f:
            f.write('#!/bin/sh\ncase "$*" in *completion*) exit 1 ;; esac\nexec "%s/bin/java" "$@"\n' % self.jdk)
        os.chmod(java, 0o755)
        done = self.install(HIKAE_JAVA=java)
        self.assertNotEqual(done.returncode, 0)
        self.assertFalse(os.path.exists(self.prefix + "/lib/hikae/stamp"))
        self.assertEqual(self.installed().returncode, 0)

    def test_any_step_that_fails_ends_it_without_a_stamp(self):
        os.makedirs(self.prefix + "/lib/hikae/lib/other-1.jar/in-the-way")
        done = self.install()
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("Hikae is installed", done.stderr)
        self.assertFalse(os.path.exists(self.prefix + "/lib/hikae/stamp"))

    def test_another_java_makes_another_archive(self):
        self.installed()
        jdk = terminal.jdks()[-1]
        self.installed(JAVA_HOME=jdk)
        with open(self.prefix + "/lib/hikae/runtime") as f:
            self.assertIn("java=%s/bin/java\n" % jdk, f.read())
        self.assertEqual(len([n for n in self.files() if n.endswith((".jsa", ".aot"))]), 1)

    def test_nothing_is_left_in_the_temporary_directory(self):
        folder = os.path.join(self.top, "tmp")
        os.makedirs(folder)
        self.installed(TMPDIR=folder)
        self.installed(TMPDIR=folder)
        self.assertEqual([n for n in os.listdir(folder) if not n.startswith("hsperf")], [])


class Starting(InstallTest):
    def on_terminal(self, *words):
        started = Terminal([self.sources + "/install.sh", "--prefix", self.prefix, *words], self.environment())
        self.addCleanup(started.close)
        return started

    def test_on_a_terminal_the_program_is_started(self):
        started = self.on_terminal()
        started.see("face=full")
        started.send(b"q")
        self.assertEqual(started.end(), 0)
        self.assertEqual(started.left_on(), [])

    def test_no_start_does_not(self):
        started = self.on_terminal("--no-start")
        self.assertEqual(started.end(), 0)
        self.assertNotIn(b"READY", started.stream)

    def test_without_a_terminal_the_command_is_named(self):
        self.assertIn("Start it with: hikae demo", self.installed("--demo").stderr)

    def test_japanese_terminals_hear_japanese(self):
        self.assertIn("Hikae をインストールしました", self.installed(LANG="ja_JP.UTF-8").stderr)


class Asking(InstallTest):
    def without_maven(self, **more):
        """A machine that has all tools but Maven, and a package tool that only notes what it is asked."""
        tools = os.path.join(self.top, "tools")
        os.makedirs(tools)
        for folder in ("/usr/bin", "/bin"):
            for name in os.listdir(folder):
                target = os.path.join(tools, name)
                if name not in ("mvn", "apt-get", "dnf", "apk", "sudo") and not os.path.lexists(target):
                    os.symlink(os.path.join(folder, name), target)
        for name in ("apt-get", "sudo"):
            with open(os.path.join(tools, name), "w") as f:
                f.write('#!/bin/sh\necho "%s $*" >>"%s/asked"\n[ %s = sudo ] && exec "$@"\nexit 0\n'
                        % (name, self.top, name))
            os.chmod(os.path.join(tools, name), 0o755)
        return self.environment(PATH=tools, **more)

    def asked(self):
        try:
            with open(self.top + "/asked") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    def test_nothing_is_installed_unasked_without_a_terminal(self):
        done = subprocess.run([self.sources + "/install.sh", "--prefix", self.prefix], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, env=self.without_maven())
        self.assertEqual(done.returncode, 2)
        self.assertIn("missing here: maven", done.stderr)
        self.assertIn("--yes", done.stderr)
        self.assertEqual(self.asked(), "")
        self.assertFalse(os.path.exists(self.prefix))

    def test_no_on_a_terminal_means_no(self):
        started = Terminal([self.sources + "/install.sh", "--prefix", self.prefix], self.without_maven())
        self.addCleanup(started.close)
        started.see("Install with apt-get\\?")
        started.send(b"n\r")
        self.assertEqual(started.end(), 3)
        self.assertEqual(self.asked(), "")

    def test_yes_installs_what_is_missing(self):
        subprocess.run([self.sources + "/install.sh", "--yes", "--prefix", self.prefix], text=True,
                       capture_output=True, stdin=subprocess.DEVNULL, env=self.without_maven())
        self.assertRegex(self.asked(), r"apt-get .*install .*maven")

    def test_words_it_does_not_know_are_refused(self):
        for words in (("--frobnicate",), ("--prefix",)):
            done = subprocess.run([self.sources + "/install.sh", *words], text=True, capture_output=True,
                                  stdin=subprocess.DEVNULL, env=self.environment())
            self.assertEqual(done.returncode, 2)
            self.assertEqual(self.builds(), 0)

    def test_help_does_nothing_else(self):
        done = self.installed("--help")
        self.assertIn("--uninstall", done.stdout)
        self.assertFalse(os.path.exists(self.prefix))


class Uninstalling(InstallTest):
    def test_backups_and_settings_stay(self):
        self.installed()
        kept = [os.path.join(self.home, "misskey-backup/backups/last/misskey.sql.gz"),
                os.path.join(self.home, ".config/hikae/config"),
                os.path.join(self.prefix, "lib/hikae/of-somebody-else"),
                os.path.join(self.prefix, "bin/other"),
                os.path.join(self.prefix, "share/bash-completion/completions/other")]
        for path in kept:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write("kept")
        self.installed("--uninstall")
        left = [os.path.join(self.prefix, k) for k in self.only_files()]
        self.assertEqual(left, sorted(k for k in kept if k.startswith(self.prefix)))
        for path in kept:
            self.assertTrue(os.path.exists(path), path)

    def test_an_empty_place_is_said(self):
        done = self.install("--uninstall")
        self.assertEqual(done.returncode, 3)
        self.assertIn("no Hikae is installed", done.stderr)

    def test_a_manifest_cannot_point_elsewhere(self):
        self.installed()
        outside = os.path.join(self.top, "outside-hikae")
        with open(outside, "w") as f:
            f.write("kept")
        with open(self.prefix + "/lib/hikae/manifest", "a") as f:
            f.write("0  share/../../../outside-hikae\n0  ../outside-hikae\n0  etc/hikae\n")
        self.installed("--uninstall")
        self.assertTrue(os.path.exists(outside))


class Truncated(InstallTest):
    def test_half_of_it_runs_nothing(self):
        with open(os.path.join(ROOT, "install.sh"), "rb") as f:
            whole = f.read()
        offsets = sorted(set(range(0, len(whole), 97)) | set(range(len(whole) - 60, len(whole) - 1)))
        for offset in offsets:
            with self.subTest(offset=offset):
                part = whole[:offset]
                done = subprocess.run(["bash", "-x", "-s", "--", "--prefix", self.prefix], input=part,
                                      capture_output=True, cwd=self.sources, env=self.environment())
                ran = [line for line in done.stderr.decode().splitlines() if re.match(r"\++ ", line)]
                self.assertEqual((ran, done.stdout), ([], b""))
                self.assertFalse(os.path.exists(self.prefix))
        self.assertGreater(len(offsets), 150)


if __name__ == "__main__":
    unittest.main()
