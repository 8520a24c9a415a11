"""What the commands of README work on: one Misskey of the lab with few notes, and the R2 of the Java tests."""

import glob
import gzip
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile

import terminal
from program import PROGRAM
from terminal import ROOT, until

LAB = os.path.join(ROOT, "src", "test", "lab", "lab")
STORAGE = os.path.join(ROOT, "src", "test", "java", "hikae", "storage")
R2 = ("FakeR2Main", "FakeR2", "TestCertificate", "Tunnel", "SigV4")
PATIENCE = 60


def run(*command, **how):
    """What it printed; fails with all that was said unless it ends well."""
    done = subprocess.run(command, text=True, capture_output=True, **how)
    if done.returncode != 0:
        raise AssertionError(done)
    return done.stdout


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def named(lines):
    """NAME=value lines as a shell would read them."""
    return dict(shlex.split(line)[0].split("=", 1) for line in lines.splitlines() if "=" in line)


class Bucket:
    """R2 on loopback with one bucket, its token and its public address; it verifies every signature."""

    def __init__(self, top):
        java = os.path.join(terminal.jdks()[0], "bin")
        run(java + "/javac", "-nowarn", "-d", top + "/r2", *("%s/%s.java" % (STORAGE, name) for name in R2))
        self.process = subprocess.Popen([java + "/java", "-cp", top + "/r2", "hikae.storage.FakeR2Main"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.facts = {}
        for line in self.process.stdout:
            self.facts.update(named(line))
            if "secret" in self.facts:
                return
        raise AssertionError("the R2 of the tests ended at once")

    def trusted_by_program(self, top):
        """The installed program once more, with a Java that trusts its certificate; the directory with `hikae`."""
        version = os.path.dirname(os.path.dirname(os.path.realpath(PROGRAM)))
        copy = top + "/program"
        os.makedirs(copy + "/bin")
        os.makedirs(copy + "/java/bin")
        shutil.copy(version + "/bin/hikae", copy + "/bin/hikae")
        for name in ("hikae.jar", "lib", "native", "options"):
            os.symlink(os.path.join(version, name), os.path.join(copy, name))
        with open(copy + "/java/bin/java", "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\nexec '%s' -Djavax.net.ssl.trustStore='%s' -Djavax.net.ssl.trustStorePassword=changeit "
                    '"$@"\n' % (os.path.realpath(version + "/java/bin/java"), self.facts["store"]))
        os.chmod(copy + "/java/bin/java", 0o755)
        return copy + "/bin"

    def close(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        shutil.rmtree(os.path.dirname(self.facts["store"]), ignore_errors=True)  # its own process may have


class Server:
    """The Misskey; in the lab of the caller when nothing is in that, else in one of its own."""

    root = ROOT
    endpoint = property(lambda self: self.bucket.facts["endpoint"])
    key_id = property(lambda self: self.bucket.facts["key_id"])
    secret = property(lambda self: self.bucket.facts["secret"])

    def __init__(self):
        self.top = tempfile.mkdtemp(prefix="hikae-readme-")
        os.chmod(self.top, 0o711)
        self.lab_dir, self.own = os.environ.get("HIKAE_LAB", ""), False
        self.bucket, self.facts = None, {}
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self):
        if not self.lab_dir or self.is_used():
            self.lab_dir, self.own = self.top + "/lab", True
            self.lab("up")
        self.env = self.environment()
        self.env.update(GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")
        self.bucket = Bucket(self.top)
        self.env.update(PATH=self.bucket.trusted_by_program(self.top) + ":" + self.env["PATH"],
                        https_proxy=self.bucket.facts["proxy"])
        self.facts = named(self.lab("misskey", "--name", "readme", "--dir", self.top + "/misskey", "--notes", "50"))
        self.misskey = self.facts["HIKAE_LAB_DIR"]
        self.host = self.facts["HIKAE_LAB_HOST"]

    def lab(self, *words):
        return run(LAB, *words, env=dict(os.environ, HIKAE_LAB=self.lab_dir))

    def is_used(self):
        """Whether the caller's lab is down, or holds a Misskey: with two of them many a command has to ask which."""
        try:
            self.env = self.environment()
            return self.docker("ps", "-aq") != ""
        except (AssertionError, OSError):
            return True

    def environment(self):
        each = "for name in DOCKER_HOST DOCKER_CONFIG PATH; do printf '%s=%q\\n' $name \"${!name}\"; done"
        return named(run("bash", "-c", self.lab("env") + each))

    def docker(self, *words, **how):
        return run("docker", *words, env=dict(os.environ, **self.env), **how)

    def compose(self, *words):
        return run("docker", "compose", *words, cwd=self.misskey, env=dict(os.environ, **self.env))

    def service(self, name):
        return self.compose("ps", "-q", name).strip()

    def sql(self, statements):
        return self.docker("exec", "-i", self.service("db"), "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-U",
                           self.facts["HIKAE_LAB_DB_USER"], "-d", self.facts["HIKAE_LAB_DB_NAME"], input=statements)

    def fill_in_the_checklist(self):
        """What an administrator does with it on Misskey's page."""
        self.sql("""UPDATE meta SET "useObjectStorage" = true, "objectStorageBaseUrl" = 'https://media.example.com',
            "objectStorageBucket" = 'misskey', "objectStoragePrefix" = NULL, "objectStorageEndpoint" = '%s',
            "objectStorageRegion" = 'auto', "objectStorageAccessKey" = '%s', "objectStorageSecretKey" = '%s',
            "objectStorageUseProxy" = false""" % (self.endpoint, self.key_id, self.secret))

    @property
    def kept(self):
        """The databases that restores have replaced."""
        return self.sql("SELECT datname FROM pg_database WHERE datname LIKE 'hikae_kept_%'").strip()

    def redis(self, *words):
        return self.docker("exec", self.service("redis"), "redis-cli", *words)

    @property
    def backup(self):
        return self.misskey + "-backup"

    @property
    def dump(self):
        """The oldest backup: it is whole, and none of the commands takes it away."""
        return sorted(glob.glob(self.backup + "/backups/last/*-*.sql.gz"))[0]

    @property
    def answers(self):
        return self.top + "/answers.yml"

    @property
    def backup_containers(self):
        return self.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=misskey-backup").split()

    def forget_rehearsals(self):
        for run_folder in glob.glob(self.backup + "/hikae/runs/*-rehearse"):
            shutil.rmtree(run_folder)

    def changed_dump(self, name, change):
        """A copy of a backup with other text, as from another server or after a disk fault."""
        path = os.path.join(self.top, name)
        with gzip.open(self.dump, "rt", encoding="utf-8") as f, open(path, "w", encoding="utf-8") as to:
            to.write(change(f.read()))
        return path

    @property
    def broken(self):
        """With one note twice."""
        row = r"(\nCOPY public\.note [^\n]*\n)([^\n]*\n)"
        return self.changed_dump("broken.sql", lambda sql: re.sub(row, r"\1\2\2", sql, count=1))

    @property
    def other(self):
        """Of a Misskey with another key."""
        return self.changed_dump("other.sql", lambda sql: sql.replace("BEGIN PUBLIC KEY", "BEGIN OTHER KEY"))

    @property
    def brought(self):
        return self.changed_dump("brought.sql", str)

    @property
    def second(self):
        """Misskey's own files, as they are copied to a new server; another directory is another Compose project."""
        path = self.top + "/second"
        if not os.path.exists(path):
            shutil.copytree(self.misskey + "/.config", path + "/.config")
            shutil.copy(self.misskey + "/compose.yml", path)
        return path

    def lose_the_database(self):
        """Its directory is deleted. It runs no more: else Docker makes it anew while the program looks at it."""
        self.docker("stop", self.service("db"))
        shutil.rmtree(self.misskey + "/db")

    def kill_a_restore_at(self, step):
        """As a power cut in the middle does; the containers that it lent go on."""
        before = self.journals()
        process = subprocess.Popen(
            [self.top + "/program/bin/hikae", "restore", self.dump, "--confirm", self.host, "--no-input", "--yes"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            cwd=self.misskey, env=terminal.clean_environment(self.top, **self.env))
        begun = '"what":"begin",[^\n]*"step":"%s"' % step
        try:
            until(step, lambda: any(re.search(begun, read(one)) for one in self.journals() - before), PATIENCE)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(PATIENCE)

    def journals(self):
        return set(glob.glob(self.backup + "/hikae/runs/*-restore/journal.jsonl"))

    def close(self):
        if self.bucket:
            self.bucket.close()
        if self.own:
            self.lab("down")
        elif self.facts:
            self.remove(self.facts["HIKAE_LAB_PROJECT"], "second")
        shutil.rmtree(self.top)

    def remove(self, *projects):
        """Containers and networks of these and of their backup services; nobody else's."""
        all_of = ["label=com.docker.compose.project=" + one + end for one in projects for end in ("-backup", "")]
        for label in all_of:
            for one in self.docker("ps", "-aq", "--filter", label).split():
                self.docker("rm", "-fv", one)
        for label in all_of:
            for one in self.docker("network", "ls", "-q", "--filter", label).split():
                self.docker("network", "rm", one)
