"""A bare Debian for tests: a root of its own, made by src/test/bare, with the project in it as a repository to clone."""

import os
import re
import subprocess
import tempfile

from terminal import ROOT, Terminal, clean_environment

BARE = os.path.join(ROOT, "src", "test", "bare", "bare")


class Root:
    """A bare Debian of its own, with the project in it as a repository to clone."""

    def __init__(self, suite):
        self.path = tempfile.mkdtemp(prefix="hikae-bare-")
        subprocess.run([BARE, "make", suite, self.path], check=True)
        subprocess.run(["git", "-c", "safe.directory=*", "clone", "--quiet", "--bare", ROOT,
                        self.path + "/srv/hikae.git"], check=True)

    def run(self, command, **how):
        """Without a terminal."""
        return subprocess.run([BARE, "enter", self.path, "bash", "-c", command], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, **how)

    def shell(self, **env):
        """On a terminal, as a person sits at."""
        return Terminal([BARE, "enter", self.path, "env", "PS1=here# ", "bash", "--norc", "--noprofile", "--noediting"],
                        clean_environment("/root", **env))

    def files(self, *below):
        """All that is below these directories, to compare."""
        found = []
        for top in below:
            for folder, folders, names in os.walk(self.path + top):
                found += [os.path.relpath(os.path.join(folder, n), self.path) for n in names]
                found += [os.path.relpath(os.path.join(folder, n), self.path) for n in folders]
        return sorted(found)

    def megabytes(self):
        out = subprocess.run(["du", "-sxm", self.path], text=True, capture_output=True, check=True).stdout
        return int(out.split()[0])

    def remove(self):
        subprocess.run([BARE, "remove", self.path], check=True)


def commands(readme, block):
    """The lines of a code block of a README, counted from 0, without what is said of them."""
    with open(os.path.join(ROOT, readme), encoding="utf-8") as f:
        lines = f.read().split("```\n")[2 * block + 1].splitlines()
    return [re.sub("<.*>", "/srv/hikae.git", line.split(" #")[0].strip()) for line in lines]
