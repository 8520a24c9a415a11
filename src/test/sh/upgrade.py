"""A new version over an older one whose backup service is running: nothing of the service changes.

HIKAE_PROGRAM names the installed program: a copy of it under an older name is what is upgraded, by the real install.sh.
Needs a lab, see server.py.
"""

import os
import shutil
import subprocess
import tempfile
import unittest

import terminal
from program import PROGRAM
from server import Server
from terminal import ROOT

OLD = "0.0.9-0123456789ab"


class Upgrade(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        self.top = tempfile.mkdtemp(prefix="hikae-upgrade-")
        self.addCleanup(shutil.rmtree, self.top)
        self.lib = self.top + "/lib/hikae"
        self.version = os.path.dirname(os.path.dirname(os.path.realpath(PROGRAM)))
        self.install_the_old_one()

    def install_the_old_one(self):
        shutil.copytree(self.version, os.path.join(self.lib, OLD), symlinks=True)
        os.symlink(OLD, self.lib + "/current")
        os.makedirs(self.top + "/bin")
        os.symlink("../lib/hikae/current/bin/hikae", self.top + "/bin/hikae")

    def hikae(self, *words):
        done = subprocess.run([self.top + "/bin/hikae", *words], text=True, capture_output=True, stdin=subprocess.DEVNULL,
                              cwd=self.server.misskey, env=terminal.clean_environment(self.top, **self.server.env))
        self.assertEqual(done.returncode, 0, done.stdout[-1000:] + done.stderr[-1000:])
        return done.stdout

    def service(self):
        """The backup container with its start, and each file of the backup directory with its time and number."""
        one = self.server.docker("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=misskey-backup")
        container = self.server.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}} {{.RestartCount}}", one.strip())
        files = subprocess.run(["find", self.server.backup, "-printf", "%p %T@ %i %m %u\n"], text=True, check=True,
                               capture_output=True).stdout
        return container, sorted(files.splitlines())

    def test_nothing_of_the_backup_service_changes(self):
        self.hikae("setup", "--dir", self.server.misskey, "--no-input", "--yes", "--no-rehearsal")
        before = self.service()
        done = subprocess.run([ROOT + "/install.sh", "--prefix", self.top, "--no-start"], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, env={**os.environ, "JAVA_HOME": os.path.realpath(self.version + "/java")})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Hikae is installed", done.stderr)
        self.assertNotEqual(os.readlink(self.lib + "/current"), OLD)
        self.assertFalse(os.path.exists(os.path.join(self.lib, OLD)))
        self.assertEqual(self.service(), before)
        self.hikae("backups", "--dir", self.server.misskey, "--json")
        removed = subprocess.run([ROOT + "/install.sh", "--prefix", self.top, "--uninstall"], text=True, capture_output=True)
        self.assertEqual(removed.returncode, 0, removed.stderr)
        self.assertEqual(self.service()[0], before[0])


if __name__ == "__main__":
    unittest.main()
