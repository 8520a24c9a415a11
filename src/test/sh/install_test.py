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

PATIENCE = 120

# A build that takes no time: the stub as hikae.jar, and a count of the builds.
MAVEN = r"""#!/bin/sh
[ -z "${FAKE_MAVEN_FAILS:-}" ] || { echo 'BUILD FAILURE' >&2; exit 1; }
echo x >>"$FAKE/builds"
mkdir -p target/lib target/classes
cp -p "$FAKE/hikae.jar" target/hikae.jar
cp -p "$FAKE"/lib/*.jar target/lib/
"""


def script(path, text):
    with open(path, "w") as f:
        f.write(text)
    os.chmod(path, 0o755)


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = tempfile.mkdtemp(prefix="hikae-build-")
        terminal.compiled_stub(cls.fake)
        cls.jdk = terminal.jdks()[0]
        cls.make_libraries()
        os.makedirs(cls.fake + "/bin")
        script(cls.fake + "/bin/mvn", MAVEN)

    @classmethod
    def make_libraries(cls):
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
        os.makedirs(self.sources + "/src/main")
        for name in ("install.sh", "pom.xml"):
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.sources, name))
        for name in ("src/main/bin", "src/package"):
            shutil.copytree(os.path.join(ROOT, name), os.path.join(self.sources, name))
        if os.path.exists(self.fake + "/builds"):
            os.remove(self.fake + "/builds")

    def environment(self, **more):
        path = self.fake + "/bin:" + os.environ["PATH"]
        return clean_environment(self.home, **{"FAKE": self.fake, "PATH": path, "JAVA_HOME": self.jdk, **more})

    def install(self, *words, **env):
        return subprocess.run([self.sources + "/install.sh", "--prefix", self.prefix, *words], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, env=self.environment(**env),
                              timeout=PATIENCE)

    def installed(self, *words, **env):
        done = self.install(*words, **env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def builds(self):
        try:
            return os.path.getsize(self.fake + "/builds") // 2
        except FileNotFoundError:
            return 0

    def tools_without(self, *without):
        """A directory for PATH with all tools of this machine but these."""
        tools = os.path.join(self.top, "tools")
        os.makedirs(tools)
        for folder in ("/usr/bin", "/bin"):
            for name in os.listdir(folder):
                target = os.path.join(tools, name)
                if name not in without and not os.path.lexists(target):
                    os.symlink(os.path.join(folder, name), target)
        return tools

    def change_sources(self):
        with open(self.sources + "/pom.xml", "a") as f:
            f.write("<!-- changed -->\n")

    def lib(self):
        return os.path.join(self.prefix, "lib", "hikae")

    def current(self):
        """The directory of the version in use."""
        return os.path.join(self.lib(), os.readlink(self.lib() + "/current"))

    def archive(self):
        return next(n for n in os.listdir(self.current()) if n in ("hikae.jsa", "hikae.aot"))

    def paths(self):
        """All there is below the prefix but directories, the version's name as VERSION."""
        found = []
        for folder, folders, names in os.walk(self.prefix):
            links = [n for n in folders if os.path.islink(os.path.join(folder, n))]
            found += [os.path.relpath(os.path.join(folder, name), self.prefix) for name in names + links]
        return sorted(re.sub(r"[0-9.]+-[0-9a-f]{12}", "VERSION", path) for path in found)

    def files(self):
        """Each thing in the prefix with its time of change, inode and mode."""
        found = {}
        for folder, folders, names in os.walk(self.prefix):
            for name in names + folders + ["."]:
                path = os.path.join(folder, name)
                status = os.lstat(path)
                found[os.path.relpath(path, self.prefix)] = (status.st_mtime_ns, status.st_ino, status.st_mode)
        return found


LINKS = ["bin/hikae", "share/bash-completion/completions/hikae", "share/fish/vendor_completions.d/hikae.fish",
         "share/man/ja/man1/hikae.1", "share/man/man1/hikae.1", "share/zsh/site-functions/_hikae"]


class Installing(InstallTest):
    def test_everything_is_in_its_place_and_runs(self):
        self.installed()
        version = "lib/hikae/VERSION/"
        self.assertEqual(self.paths(), sorted(LINKS + ["lib/hikae/current", "lib/hikae/made"] + [version + name for name in (
            "archive", self.archive(), "bin/hikae", "hikae.jar", "java", "lib/jline-native-1.jar", "lib/other-1.jar",
            "make-archive", "manifest", "native/libjlinenative.so", "options", *LINKS[1:])]))
        ran = subprocess.run([self.prefix + "/bin/hikae"], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                             env=clean_environment(self.home))
        self.assertIn("READY", ran.stdout)
        with open(self.prefix + "/share/zsh/site-functions/_hikae") as f:
            self.assertEqual(f.read(), "# completion for zsh\n")
        with open(self.prefix + "/share/man/ja/man1/hikae.1") as f:
            self.assertEqual(f.read(), '.\\" manual in ja\n')

    def test_everybody_may_read_it_and_only_the_owner_write(self):
        for mask in (0o077, 0o000):
            before = os.umask(mask)
            self.addCleanup(os.umask, before)
            self.change_sources()
            self.installed()
            for name, (_, _, mode) in self.files().items():
                if stat.S_ISLNK(mode):
                    continue
                with self.subTest(name=name, mask=mask):
                    self.assertEqual(mode & 0o022, 0)
                    runs = stat.S_ISDIR(mode) or "bin/" in name or name.endswith("make-archive")
                    wanted = 0o555 if runs else 0o444
                    self.assertEqual(mode & wanted, wanted)

    def test_a_second_run_changes_nothing(self):
        self.installed()
        before = self.files()
        done = self.installed()
        self.assertEqual(self.files(), before)
        self.assertEqual(self.builds(), 1)
        self.assertIn("Nothing was changed", done.stderr)

    def test_other_sources_are_put_beside_the_old_version_which_then_goes(self):
        self.installed()
        before = self.current()
        with open(self.sources + "/src/main/bin/hikae", "a") as f:
            f.write("# changed\n")
        self.installed()
        self.assertEqual(self.builds(), 2)
        self.assertNotEqual(self.current(), before)
        self.assertFalse(os.path.exists(before))
        with open(self.prefix + "/bin/hikae") as f:
            self.assertTrue(f.read().endswith("# changed\n"))

    def test_a_version_that_somebody_is_running_stays_until_the_next_run(self):
        self.installed()
        before = self.current()
        running = Terminal([self.prefix + "/bin/hikae"], clean_environment(self.home))
        self.addCleanup(running.close)
        running.java()
        self.change_sources()
        self.installed()
        self.assertTrue(os.path.exists(before + "/hikae.jar"))
        running.send(b"q")
        self.assertEqual(running.end(), 0)
        self.installed()
        self.assertFalse(os.path.exists(before))

    def test_a_damaged_installation_is_mended(self):
        self.installed()
        version = self.current()
        for name in ("hikae.jar", "bin/hikae"):
            with open(os.path.join(version, name), "r+b") as f:
                f.write(b"damage")
        os.truncate(os.path.join(version, self.archive()), 100)
        os.remove(self.prefix + "/share/man/man1/hikae.1")
        self.installed()
        self.assertEqual(self.current(), version)
        self.assertGreater(os.path.getsize(os.path.join(version, self.archive())), 100)
        self.assertTrue(os.path.exists(self.prefix + "/share/man/man1/hikae.1"))
        self.assertIn("Nothing was changed", self.installed().stderr)

    def test_one_of_before_there_were_versions_is_replaced(self):
        old = {"bin/hikae": "old launcher", "lib/hikae/hikae.jar": "old", "lib/hikae/lib/old-1.jar": "old",
               "lib/hikae/native/libjlinenative.so": "old", "lib/hikae/runtime": "old", "lib/hikae/hikae.jsa": "old",
               "lib/hikae/.hikae.jsa.4711": "left of an interrupted run", "lib/hikae/stamp": "old"}
        for name, text in old.items():
            os.makedirs(os.path.dirname(os.path.join(self.prefix, name)), exist_ok=True)
            with open(os.path.join(self.prefix, name), "w") as f:
                f.write(text)
        with open(self.prefix + "/lib/hikae/manifest", "w") as f:
            f.write("".join("0  %s\n" % name for name in old if "4711" not in name))
        self.installed()
        upgraded = self.paths()
        self.prefix += "-fresh"
        self.installed()
        self.assertEqual(upgraded, self.paths())

    def test_a_failed_build_leaves_the_installed_program_alone(self):
        self.installed()
        before = self.files()
        self.change_sources()
        done = self.install(FAKE_MAVEN_FAILS="yes")
        self.assertEqual(done.returncode, 3)
        self.assertIn("the build failed", done.stderr)
        self.assertEqual(self.files(), before)

    def test_completions_that_fail_are_not_passed_over(self):
        self.installed()
        before = self.files()
        jdk = self.jdk_whose_java('case "$*" in *completion*) exit 1 ;; esac')
        done = self.install(JAVA_HOME=jdk)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("works as before", done.stderr)
        self.assert_as_before(before)
        self.assertEqual(self.installed().returncode, 0)

    def jdk_whose_java(self, line):
        """The real one, but for a line that its java begins with."""
        jdk = os.path.join(self.top, "jdk")
        os.makedirs(jdk + "/bin")
        for name in ("javac", "jar"):
            os.symlink(self.jdk + "/bin/" + name, jdk + "/bin/" + name)
        shutil.copy(self.jdk + "/release", jdk + "/release")
        script(jdk + "/bin/java", '#!/bin/sh\n%s\nexec "%s/bin/java" "$@"\n' % (line, self.jdk))
        return jdk

    def assert_as_before(self, before):
        """Nothing but the times of directories, in which something was made and taken away again."""
        def lasting(files):
            return {name: status if not stat.S_ISDIR(status[2]) else status[1:] for name, status in files.items()}
        self.assertEqual(lasting(self.files()), lasting(before))

    def test_any_step_that_fails_ends_it_with_the_version_before(self):
        self.installed()
        before = self.files()
        self.change_sources()
        blocked = os.path.join(self.top, "blocked")
        os.makedirs(blocked)
        script(blocked + "/cp", '#!/bin/sh\ncase "$*" in *other-1.jar*) exit 1 ;; esac\nexec /bin/cp "$@"\n')
        done = self.install(PATH=blocked + ":" + self.environment()["PATH"])
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("Hikae is installed", done.stderr)
        self.assert_as_before(before)

    def test_another_java_makes_another_archive(self):
        self.installed()
        jdk = terminal.jdks()[-1]
        self.installed(JAVA_HOME=jdk)
        self.assertEqual(os.readlink(self.current() + "/java"), jdk)
        self.assertEqual(len([n for n in self.paths() if n.endswith((".jsa", ".aot"))]), 1)
        with open(self.current() + "/options") as f:
            self.assertEqual("--enable-native-access=ALL-UNNAMED" in f.read(), terminal.feature_of(jdk) >= 24)

    def test_an_archive_that_cannot_be_made_costs_the_archive_not_the_install(self):
        done = self.installed(JAVA_HOME=self.jdk_whose_java('case "$*" in *hikae.train*) exit 1 ;; esac'))
        self.assertIn("could not be made", done.stderr)
        self.assertFalse([n for n in self.paths() if n.endswith((".jsa", ".aot", "/archive"))])
        self.assertIn("READY", subprocess.run([self.prefix + "/bin/hikae"], capture_output=True, text=True,
                                              stdin=subprocess.DEVNULL, env=clean_environment(self.home)).stdout)

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
        tools = self.tools_without("mvn", "apt-get", "dnf", "apk", "sudo")
        for name in ("apt-get", "sudo"):
            script(os.path.join(tools, name), '#!/bin/sh\necho "%s $*" >>"%s/asked"\n[ %s = sudo ] && exec "$@"\n'
                   'exit 0\n' % (name, self.top, name))
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
        told = self.installed("--uninstall").stderr
        self.assertEqual([os.path.join(self.prefix, k) for k in self.paths()],
                         sorted(k for k in kept if k.startswith(self.prefix)))
        for path in kept:
            self.assertTrue(os.path.exists(path), path)
        for named in (self.jdk, self.fake + "/bin/mvn", self.sources + "/target", self.home + "/.config/hikae"):
            self.assertIn("  %s\n" % named, told)

    def test_the_directories_there_were_stay_and_no_other(self):
        os.makedirs(self.prefix + "/share/man")
        os.makedirs(self.prefix + "/bin")
        before = sorted(self.files())
        self.installed()
        self.installed("--uninstall")
        self.assertEqual(sorted(self.files()), before)

    def test_what_an_interrupted_run_left_goes_too(self):
        self.installed()
        for name in ("0.1.0-0123456789ab/lib", "0.1.0-ba9876543210"):
            os.makedirs(os.path.join(self.lib(), name))
        os.symlink("x", self.lib() + "/.link")
        self.installed("--uninstall")
        self.assertEqual(self.paths(), [])

    def test_an_empty_place_is_said(self):
        done = self.install("--uninstall")
        self.assertEqual(done.returncode, 3)
        self.assertIn("no Hikae is installed", done.stderr)

    def test_a_link_of_somebody_else_stays(self):
        self.installed()
        os.remove(self.prefix + "/bin/hikae")
        os.symlink("/bin/true", self.prefix + "/bin/hikae")
        self.installed("--uninstall")
        self.assertEqual(self.paths(), ["bin/hikae"])

    def test_an_old_manifest_cannot_point_elsewhere(self):
        self.installed()
        outside = os.path.join(self.top, "outside-hikae")
        with open(outside, "w") as f:
            f.write("kept")
        with open(self.prefix + "/lib/hikae/manifest", "a") as f:
            f.write("0  lib/hikae/../../../outside-hikae\n0  ../outside-hikae\n0  etc/hikae\n")
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
