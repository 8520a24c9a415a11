"""What the shell tests share: a stub program, and a pseudo-terminal that waits for conditions."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "src", "test", "bench"))
import first_paint  # noqa: E402

BIN = os.path.join(ROOT, "src", "main", "bin")
PATIENCE = 30


def until(what, condition, patience=PATIENCE):
    """Waits for a condition; returns its value. To ask is work, too: the longer it takes, the longer the pause after it."""
    end = time.monotonic() + patience
    while True:
        asked = time.monotonic()
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("not within %d s: %s" % (patience, what))
        time.sleep(max(0.005, 2 * (time.monotonic() - asked)))


def jdks():
    """The homes of the JDKs to try: one of 17 to 24, and the newest, as far as they are here."""
    found = {}
    for home in sorted(os.path.realpath(os.path.join("/usr/lib/jvm", n)) for n in os.listdir("/usr/lib/jvm")):
        try:
            with open(os.path.join(home, "release")) as f:
                feature = int(re.search(r'JAVA_VERSION="(\d+)', f.read()).group(1))
        except (OSError, AttributeError):
            continue
        if os.path.exists(os.path.join(home, "bin", "javac")) and feature >= 17:
            found[feature] = home
    return [found[f] for f in sorted({min(found), max(found)})]


def feature_of(home):
    with open(os.path.join(home, "release")) as f:
        return int(re.search(r'JAVA_VERSION="(\d+)', f.read()).group(1))


def compiled_stub(directory):
    """Makes hikae.jar out of Stub.java."""
    bin_ = os.path.join(jdks()[0], "bin")
    subprocess.run([bin_ + "/javac", "-nowarn", "-d", directory, os.path.join(HERE, "Stub.java")],
                   check=True, stderr=subprocess.DEVNULL)
    jar = os.path.join(directory, "hikae.jar")
    subprocess.run([bin_ + "/jar", "cf", jar, "-C", directory, "hikae/Main.class"], check=True)
    return jar


def clean_environment(home, **more):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH")}
    env.update(HOME=home, TERM="xterm-256color", LANG="en_US.UTF-8")
    env.update({k: v for k, v in more.items() if v is not None})
    return {k: v for k, v in env.items() if v != ""}


class Prefix:
    """The launcher and the stub, laid out as src/package/assemble does."""

    def __init__(self, jar, name="program"):
        self.top = tempfile.mkdtemp(prefix="hikae-sh-")
        self.home = os.path.join(self.top, "home")
        self.path = os.path.join(self.top, name)
        self.hikae = os.path.join(self.path, "bin", "hikae")
        os.makedirs(self.home)
        os.makedirs(os.path.dirname(self.hikae))
        shutil.copy(os.path.join(BIN, "hikae"), self.hikae)
        for name in ("options", "make-archive"):
            shutil.copy(os.path.join(BIN, name), os.path.join(self.path, name))
        shutil.copy(jar, os.path.join(self.path, "hikae.jar"))
        self.java = os.path.join(self.path, "java")
        self.use(jdks()[0])

    def use(self, jdk):
        """Has this JDK run it."""
        if os.path.islink(self.java):
            os.remove(self.java)
        os.symlink(jdk, self.java)

    def make_archive(self, jdk):
        self.use(jdk)
        done = subprocess.run([os.path.join(self.path, "make-archive")], capture_output=True,
                              env=clean_environment(self.home))
        if done.returncode != 0 or done.stdout or done.stderr:
            raise AssertionError("no archive: %r" % done)

    def archive(self):
        return next(os.path.join(self.path, n) for n in os.listdir(self.path) if n in ("hikae.jsa", "hikae.aot"))

    def run(self, *words, **env):
        return subprocess.run([self.hikae, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env=clean_environment(self.home, **env), timeout=PATIENCE)

    def left_in_state(self):
        state = os.path.join(self.home, ".local", "state", "hikae")
        return sorted(os.listdir(state)) if os.path.isdir(state) else []

    def remove(self):
        shutil.rmtree(self.top)


class Terminal:
    """A program on a pseudo-terminal of its own, with the screen model of first_paint.py."""

    def __init__(self, argv, env, rows=24, cols=80):
        opts = first_paint.parse(["--text", ".", "--rows", str(rows), "--cols", str(cols), "--", *argv])
        self.child = first_paint.Child(argv, opts, env)
        self.stream = b""
        feed = self.child.screen.feed

        def keep(data):
            self.stream += data
            return feed(data)

        self.child.screen.feed = keep

    @property
    def pid(self):
        return self.child.pid

    def see(self, pattern, patience=PATIENCE):
        """Waits until the stream or the screen shows the pattern; returns the match."""
        regex = re.compile(pattern)

        def look():
            self.child.pump(0.02)
            return regex.search(self.child.screen.text()) or regex.search(self.stream.decode("utf-8", "replace"))

        try:
            return until("%r on the screen" % pattern, look, patience)
        except AssertionError as late:
            raise AssertionError("%s:\n%s" % (late, self.child.screen.text())) from None

    def java(self):
        """Process id of the Java behind the launcher, once it has painted."""
        return int(self.see(r"READY (\d+) ").group(1))

    def send(self, keys):
        self.child.send(keys)

    def end(self):
        """Waits for the end; returns the exit code, or minus the signal."""
        def over():
            self.child.pump(0.02)
            self.child.reap()
            return self.child.status is not None

        until("the end of the program", over)
        self.child.quiet_drain()
        return os.waitstatus_to_exitcode(self.child.status)

    def left_on(self):
        return self.child.left_on()

    def text(self):
        return self.child.screen.text()

    def hang_up(self):
        os.close(self.child.master)

    def close(self):
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.reap()
        for fd in (self.child.slave, self.child.master):
            try:
                os.close(fd)
            except OSError:
                pass


def is_alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def cpu_seconds(pid):
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
