"""install.sh interrupted: at each phase, by Ctrl+C, kill -9 and a closed terminal. The old version or the new one works
at once, the next run mends the rest, and nothing stays behind.

The phases are commands that install.sh runs: one that matches waits there until the blow has fallen. Java and Maven
are quick scripts here; the real ones are in door.py.
"""

import os
import shutil
import signal
import subprocess
import unittest

import install_test
from install_test import InstallTest, script
from terminal import Terminal, clean_environment, until

# name of the phase, command, and what its arguments hold (a pattern of sh)
PHASES = (
    ("fetching packages", "apt-get", "* install *"),
    ("Maven at work", "mvn", "*"),
    ("copying the launcher", "cp", "*src/main/bin/hikae*"),
    ("copying the jars", "cp", "*other-1.jar*"),
    ("linking Java", "ln", "*/java"),
    ("training run of the archive", "timeout", "*hikae.train*"),
    ("archive into its place", "mv", "*fresh-archive*"),
    ("completions", "mkdir", "*zsh*"),
    ("manifest", "xargs", "*sha256sum*"),
    ("manifest into its place", "mv", "*manifest.new*"),
    ("before the switch", "ln", "*/.link"),
    ("the switch", "mv", "*lib/hikae/current"),
    ("after the switch", "find", "*/lib/hikae -mindepth 1 *"),
    ("after removing the version before", "rm", "*/.link"),
)
KINDS = ("Ctrl+C", "kill -9", "closed terminal")

# Stands before a real command. The first whose arguments match waits, and goes on as one that was not hit.
WAITING = r"""#!/bin/bash
PATH=${PATH#*:}
trap 'kill -9 $$' INT # a bash that runs `sleep` may go on
if [ "$HIT_COMMAND" = %(name)s ] && [[ "$*" == $HIT_PATTERN ]] && mkdir "$HIT/reached" 2>/dev/null; then
  until [ -e "$HIT/over" ]; do sleep 0.02; done
fi
exec %(name)s "$@"
"""

# Answers as hikae's Java does for install.sh.
JAVA = r"""#!/bin/sh
for word; do
  case $word in
    -version) echo 'openjdk version "17.0.1"' >&2; exit ;;
    -XX:DumpLoadedClassList=* | -XX:SharedArchiveFile=*) file=${word#*=} ;;
    -Xshare:dump) dump=yes ;;
    -Dhikae.train=true) train=yes ;;
  esac
done
if [ -n "${train:-}" ]; then echo a class list or archive >"$file"; exit; fi
echo VERSION "$@"
"""


class Interrupted(InstallTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.makedirs(cls.fake + "/waiting")
        for command in {command for _, command, _ in PHASES} - {"apt-get", "mvn"}:
            script(cls.fake + "/waiting/" + command, WAITING % {"name": command})

    def setUp(self):
        super().setUp()
        self.jdk = os.path.join(self.top, "jdk")
        os.makedirs(self.jdk + "/bin")
        os.symlink(install_test.terminal.jdks()[0] + "/bin/jar", self.jdk + "/bin/jar")
        script(self.jdk + "/bin/javac", "#!/bin/sh\n")
        script(self.jdk + "/bin/java", JAVA)
        with open(self.jdk + "/release", "w") as f:
            f.write('JAVA_VERSION="17.0.1"\n')
        self.temporary = os.path.join(self.top, "tmp")
        self.hit = os.path.join(self.top, "hit")
        os.makedirs(self.temporary)
        self.make_tools()

    def make_tools(self):
        """Maven, and an apt-get that brings it; what can be hit of them is in them."""
        self.tools = self.tools_without("mvn", "apt-get", "dnf", "apk", "sudo")
        wait = WAITING.replace("PATH=${PATH#*:}\n", "").rsplit("exec", 1)[0]
        script(self.top + "/mvn", wait % {"name": "mvn"} + install_test.MAVEN.split("\n", 1)[1])
        script(self.tools + "/apt-get", wait % {"name": "apt-get"} + "cp -p '%s/mvn' '%s/mvn'\n" % (self.top, self.tools))
        shutil.copy(self.top + "/mvn", self.tools + "/mvn")

    def environment(self, phase=None, **more):
        """With a phase: the commands that can be hit stand before the others."""
        found = super().environment(TMPDIR=self.temporary, **more)
        found["PATH"] = self.tools
        if phase:
            shutil.rmtree(self.hit, ignore_errors=True)
            os.makedirs(self.hit)
            found["PATH"] = self.fake + "/waiting:" + self.tools
            found.update(HIT=self.hit, HIT_COMMAND=phase[1], HIT_PATTERN=phase[2])
        return found

    def version(self):
        """The version at work, which must work."""
        done = subprocess.run([self.prefix + "/bin/hikae", "x"], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, env=clean_environment(self.home))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("VERSION "), done.stdout)
        return os.path.basename(self.current())

    def strike(self, phase, kind):
        """Starts an install on a terminal, waits for the phase, ends it so."""
        started = Terminal([self.sources + "/install.sh", "--prefix", self.prefix, "--yes", "--no-start"],
                           self.environment(phase))
        self.addCleanup(started.close)
        until("the phase " + phase[0], lambda: self.is_reached(started))
        if kind == "Ctrl+C":
            started.send(b"\x03")
        elif kind == "kill -9":
            os.kill(started.pid, signal.SIGKILL)
        else:
            started.hang_up()
        try:
            until("the end of install.sh", lambda: started.child.reap() or started.child.status is not None)
        finally:
            with open(self.hit + "/over", "w"):
                pass

    def is_reached(self, started):
        started.child.pump(0.01)
        return os.path.exists(self.hit + "/reached")

    def upgraded_cleanly(self):
        """What is there after an upgrade that nobody interrupts."""
        self.installed("--yes", "--no-start")
        self.change_sources()
        self.installed("--yes", "--no-start")
        found = self.paths()
        shutil.rmtree(self.prefix)
        return found

    def test_every_phase_and_every_end(self):
        whole = self.upgraded_cleanly()
        rows = []
        for phase in PHASES:
            for kind in KINDS:
                with self.subTest(phase=phase[0], kind=kind):
                    rows.append((phase[0], kind, self.interrupted_upgrade(phase, kind, whole)))
        print("\n%-34s %-16s %-22s %s" % ("phase", "end", "right after", "next run"))
        for name, kind, result in rows:
            print("%-34s %-16s %-22s %s" % (name, kind, result, "whole, 0 leftovers"))
        self.assertEqual(len(rows), len(PHASES) * len(KINDS))

    def interrupted_upgrade(self, phase, kind, whole):
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.installed("--yes", "--no-start")
        before = self.version()
        self.change_sources()
        if phase[1] == "apt-get":
            os.remove(self.tools + "/mvn")
        self.strike(phase, kind)
        old_or_new = "old version works" if self.version() == before else "new version works"
        self.installed("--yes", "--no-start")
        self.assertNotEqual(self.version(), before)
        self.installed("--yes", "--no-start")  # what somebody may have been running then goes with the next
        self.assertEqual(self.paths(), whole)
        self.assertEqual(self.left_in_temporary(), [])
        return old_or_new

    def left_in_temporary(self):
        return [name for name in os.listdir(self.temporary) if not name.startswith("hsperf")]

    def test_a_first_install_that_was_interrupted(self):
        self.installed("--yes", "--no-start")
        whole = self.paths()
        for phase in PHASES[1:13:3]:
            with self.subTest(phase=phase[0]):
                shutil.rmtree(self.prefix, ignore_errors=True)
                self.change_sources()
                self.strike(phase, "kill -9")
                self.installed("--yes", "--no-start")
                self.assertEqual(self.paths(), whole)
                self.assertEqual(self.left_in_temporary(), [])

    def test_two_at_once_end_as_one(self):
        started = [subprocess.Popen([self.sources + "/install.sh", "--prefix", self.prefix, "--yes", "--no-start"],
                                    env=self.environment(), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                   for _ in range(2)]
        told = [one.communicate()[1] for one in started]
        self.assertEqual([one.returncode for one in started], [0, 0], told)
        self.assertEqual(self.builds(), 1)
        self.assertIn("Nothing was changed", "".join(told))


if __name__ == "__main__":
    unittest.main()
