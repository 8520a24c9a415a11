"""The package on a bare Debian 12 and 13 without a network: installed, walked, upgraded, killed in the upgrade, removed.

HIKAE_PACKAGE names the .deb that src/package/build made; the .tar.gz lies beside it. Needs root, mmdebstrap, strace.
"""

import glob
import os
import re
import shutil
import subprocess
import tempfile
import time
import unittest

import terminal
from bare import BARE, Root, commands
from program import children

DEB = os.environ.get("HIKAE_PACKAGE", "")
TAR = os.path.splitext(DEB)[0] + ".tar.gz"
GOAL_MB = 60
MISSKEY = {
    ".config/default.yml": "url: https://social.example.com/\ndb:\n  host: db\n  db: m\n",
    ".config/docker.env": "POSTGRES_PASSWORD=x\nPOSTGRES_USER=m\nPOSTGRES_DB=m\n",
    "compose.yml": "services:\n  web: {image: misskey/misskey, networks: [internal_network]}\n"
                   "  db: {image: postgres:15-alpine, env_file: [.config/docker.env], networks: [internal_network]}\n"
                   "networks: {internal_network: {internal: true}}\n",
}


def packed(tree, name):
    """A .deb of a tree that is quick to unpack: where it is installed again and again, that is most of the time."""
    made = os.path.join(os.path.dirname(tree), name)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", tree, made], check=True,
                   stdout=subprocess.DEVNULL)
    return made


def two_versions(deb, directory):
    """Its version; the same .deb again; and one as the next version would be: in another directory, with a higher number."""
    tree = os.path.join(directory, "tree")
    subprocess.run(["dpkg-deb", "-R", deb, tree], check=True)
    same = packed(tree, "same.deb")
    control = os.path.join(tree, "DEBIAN", "control")
    with open(control) as f:
        text = f.read()
    version = next(line.split()[1] for line in text.splitlines() if line.startswith("Version:"))
    os.rename(tree + "/opt/hikae/" + version, tree + "/opt/hikae/" + version + "-2")
    for name in ("control", "postinst", "postrm", "md5sums"):
        path = os.path.join(tree, "DEBIAN", name)
        with open(path) as f:
            text = f.read()
        with open(path, "w") as f:
            f.write(text.replace("Version: " + version, "Version: " + version + "-2")
                    .replace("ln -sfn " + version, "ln -sfn " + version + "-2")
                    .replace("opt/hikae/" + version, "opt/hikae/" + version + "-2"))
    return version, same, packed(tree, "next.deb")


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.top = tempfile.mkdtemp(prefix="hikae-package-")
        cls.version, cls.same, cls.next = two_versions(DEB, cls.top)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.top)

    def setUp(self):
        self.said = []

    def run_in(self, command, status=0):
        done = self.root.run(command)
        self.assertEqual(done.returncode, status, command + "\n" + done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout + done.stderr

    def timed(self, what, command):
        begin = time.monotonic()
        out = self.run_in(command)
        self.said.append("%6.1f s  %s" % (time.monotonic() - begin, what))
        return out

    def open_root(self, suite):
        self.root = Root(suite)
        self.addCleanup(self.root.remove)
        shutil.copy(DEB, self.root.path + "/root/hikae.deb")
        for made in (DEB, TAR):
            shutil.copy(made, self.root.path + "/srv/")
        shutil.copy(self.next, self.root.path + "/root/next.deb")
        for name, text in MISSKEY.items():
            path = os.path.join(self.root.path, "srv/misskey", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(text)

    def everything(self):
        return self.root.files("/usr", "/opt", "/etc", "/bin", "/lib", "/root", "/home")

    def test_debian_12(self):
        self.walk("bookworm")

    def test_debian_13(self):
        self.walk("trixie")

    def walk(self, suite):
        self.open_root(suite)
        before = self.everything()
        self.assertNotEqual(self.root.run("command -v java").returncode, 0)
        self.timed("installed, without a network", "cd /srv && unshare --net " + self.on_the_server()[0])
        self.assertIn("hikae 0", self.run_in("hikae --version"))
        self.menu_and_out_of_it()
        self.timed("the demo", "cd /tmp && hikae demo --no-input && test -s hikae-demo/RECOVERY.md && rm -r hikae-demo")
        self.timed("setup --files-only",
                   "hikae setup --dir /srv/misskey --files-only --no-input --yes && test -s /srv/misskey-backup/compose.yml")
        self.run_in("man -l /usr/share/man/man1/hikae.1 >/dev/null 2>&1 || test -s /usr/share/man/man1/hikae.1")
        self.timed("upgraded", "unshare --net dpkg -i /root/next.deb")
        self.assertEqual(self.run_in("readlink /opt/hikae/current").strip(), self.version + "-2")
        self.assertFalse(os.path.exists(self.root.path + "/opt/hikae/" + self.version))
        self.run_in("hikae --version && dpkg --verify hikae")
        self.timed("removed", "apt-get -qq -y remove hikae")
        left = [path for path in self.everything() if path not in before]
        self.assertEqual([path for path in left if not path.startswith("root/.")], [])
        self.assertTrue(os.path.exists(self.root.path + "/srv/misskey-backup/compose.yml"))
        print("\n%s\n%s" % (suite, "\n".join(self.said)))

    def on_the_server(self):
        """What README says to type there, for the machine of this test."""
        self.assertEqual(commands("README.md", 1), commands("README.ja.md", 1))
        build, *rest = commands("README.md", 1)
        self.assertEqual(build, "src/package/build")
        named = re.escape("hikae_%s_amd64" % self.version)
        return [re.sub(named, os.path.basename(os.path.splitext(DEB)[0]), line.replace("sudo ", "")) for line in rest]

    def menu_and_out_of_it(self):
        shell = self.root.shell()
        self.addCleanup(shell.close)
        shell.see(r"here# $")
        begin = time.monotonic()
        shell.send(b"exec hikae\r")
        shell.see("> 1 ")
        self.said.append("%6.1f s  the menu" % (time.monotonic() - begin))
        self.assertTrue(self.maps_archive(shell.pid), "the class archive is not used")
        shell.send(b"\x03")
        shell.see("(?i)leave")
        shell.send(b"\x03")
        self.assertEqual(shell.end(), 130)
        self.assertEqual(shell.left_on(), [])

    @staticmethod
    def maps_archive(pid):
        """Whether a process below this one has the archive in its memory."""
        below = [pid]
        while below:
            one = below.pop()
            below += [int(child) for child in children(one)]
            with open("/proc/%d/maps" % one) as f:
                if "/opt/hikae/" in (text := f.read()) and any(n in text for n in ("hikae.jsa", "hikae.aot")):
                    return True
        return False

    def upgrade(self, *strace):
        """Unpacks and configures the next version; the arguments are for strace, which looks at each rename."""
        return subprocess.run(["strace", "-f", "-qq", "-e", "trace=rename", *strace, BARE, "enter", self.root.path, "dpkg",
                               "-i", "/root/next.deb"], stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def renames_of_an_upgrade(self):
        """How many dpkg makes."""
        traced = os.path.join(self.top, "traced")
        self.assertEqual(self.upgrade("-o", traced).returncode, 0)
        with open(traced) as f:
            made = [line.split()[0] for line in f if " rename(" in line]
        return max(made.count(pid) for pid in set(made))

    def test_an_upgrade_killed_at_any_moment(self):
        self.open_root("bookworm")
        shutil.copy(self.same, self.root.path + "/root/hikae.deb")
        self.run_in("dpkg -i /root/hikae.deb")
        count = self.renames_of_an_upgrade()
        rows = []
        for number in sorted({1, 5, *range(count // 4, count, count // 4), count - 12, count - 6, count - 3, count}):
            self.run_in("dpkg -i /root/hikae.deb && hikae --version")
            self.assertEqual(self.run_in("ls -A /opt/hikae").split(), [self.version, "current"])
            killed = self.upgrade("-o", "/dev/null", "-e", "inject=rename:signal=SIGKILL:when=%d" % number)
            self.assertNotEqual(killed.returncode, 0)
            self.run_in("hikae --version")
            now = self.run_in("readlink /opt/hikae/current").strip()
            rows.append("rename %3d of %d: %s works, %s" % (number, count, now, self.run_in("dpkg -s hikae | grep ^Status:")))
            self.run_in("dpkg --configure -a; dpkg -i /root/next.deb && hikae --version")
            self.assertEqual(self.run_in("ls -A /opt/hikae").split(), [self.version + "-2", "current"])
        print("\n" + "".join(rows))
        self.assertTrue(any(": %s works" % self.version in row for row in rows), rows)
        self.assertTrue(any(": %s-2 works" % self.version in row for row in rows), rows)

    def test_the_archive_file_where_it_belongs_and_elsewhere(self):
        self.open_root("bookworm")
        self.run_in("cd /srv && %s && /opt/hikae/current/bin/hikae --version" % self.on_the_server()[1])
        self.run_in("mkdir -p '/srv/控え of mine' && mv /opt/hikae '/srv/控え of mine/' && cd '/srv/控え of mine/hikae' && "
                    "current/bin/hikae --version && current/make-archive && current/bin/hikae --version")

    def test_its_java_has_every_module_that_its_jars_name(self):
        program = "%s/tree/opt/hikae/%s-2" % (self.top, self.version)
        listed = subprocess.run([program + "/java/bin/java", "--list-modules"], text=True, capture_output=True, check=True)
        there = {line.split("@")[0] for line in listed.stdout.splitlines()}
        jars = [program + "/hikae.jar", *glob.glob(program + "/lib/*.jar")]
        named = set()
        for jar in jars:
            shown = subprocess.run([terminal.jdks()[0] + "/bin/jdeps", "--multi-release", "17", "--ignore-missing-deps",
                                    "-s", "-cp", program + "/lib/*", jar], text=True, capture_output=True).stdout
            named |= {line.split(" -> ")[1] for line in shown.splitlines() if re.search(r" -> (java|jdk)\.", line)}
        self.assertIn("jdk.net", named)
        self.assertEqual(named - there, set())

    def test_its_size(self):
        for made in (DEB, TAR):
            megabytes = os.path.getsize(made) / 1e6
            print("\n%.1f MB  %s" % (megabytes, os.path.basename(made)))
            self.assertLessEqual(megabytes, GOAL_MB)


if __name__ == "__main__":
    unittest.main()
