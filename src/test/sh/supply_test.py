"""What a build may be made of: jars with the right checksums, and exactly those that are listed."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import terminal
from terminal import ROOT

LOCAL = os.path.expanduser("~/.m2/repository")
LIST = "src/package/jars.sha256"

SETTINGS = """<settings><mirrors><mirror>
<id>central</id><mirrorOf>*</mirrorOf><url>file://{}</url>
</mirror></mirrors></settings>
"""


def changed(path):
    """The same file with one byte more, in place of what may be a link."""
    with open(path, "rb") as f:
        content = f.read()
    os.remove(path)
    with open(path, "wb") as f:
        f.write(content + b"x")


class SupplyTest(unittest.TestCase):
    """Real builds of the real pom.xml, without sources: they take what they need from where the first one put it."""

    @classmethod
    def setUpClass(cls):
        cls.top = tempfile.mkdtemp(prefix="hikae-supply-")
        cls.addClassCleanup(shutil.rmtree, cls.top)
        cls.project = cls.top + "/project"
        os.makedirs(cls.project + "/src")
        shutil.copy(ROOT + "/pom.xml", cls.project)
        shutil.copytree(ROOT + "/.mvn", cls.project + "/.mvn")
        shutil.copytree(ROOT + "/src/package", cls.project + "/src/package")
        first = cls.built()
        assert first.returncode == 0, first.stdout

    @classmethod
    def built(cls, *words, goal="package"):
        environment = {**os.environ, "JAVA_HOME": terminal.jdks()[0]}
        return subprocess.run(["mvn", "-B", "-ntp", "-Dstyle.color=never", "-Dhikae.install", *words, goal], text=True,
                              cwd=cls.project, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)

    def tearDown(self):
        shutil.copy(os.path.join(ROOT, LIST), os.path.join(self.project, LIST))

    def mirror(self):
        """What was fetched for the first build, as a repository to fetch from; of checksums Maven keeps only some."""
        mirror = tempfile.mkdtemp(prefix="mirror-", dir=self.top)
        subprocess.run(["cp", "-as", LOCAL + "/.", mirror], check=True)
        for folder, _, names in os.walk(mirror):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith((".jar", ".pom")) and not os.path.exists(path + ".sha1"):
                    with open(path, "rb") as f, open(path + ".sha1", "w") as checksum:
                        checksum.write(hashlib.sha1(f.read()).hexdigest())
        return mirror

    def built_from(self, mirror):
        settings = mirror + ".xml"
        with open(settings, "w") as f:
            f.write(SETTINGS.format(mirror))
        return self.built("-s", settings, "-Dmaven.repo.local=" + mirror + ".local", goal="compile")

    def test_a_wrong_checksum_ends_the_build(self):
        mirror = self.mirror()
        with open(os.path.join(ROOT, LIST)) as f:
            jar = re.search(r"snakeyaml-(.*)\.jar", f.read())
        changed(os.path.join(mirror, "org/yaml/snakeyaml", jar[1], jar[0]))
        bad = self.built_from(mirror)
        self.assertNotEqual(0, bad.returncode, bad.stdout)
        self.assertRegex(bad.stdout, r"org\.yaml:snakeyaml.*[Cc]hecksum validation failed")

    def test_a_build_with_another_jar_than_listed_fails_and_names_it(self):
        path = os.path.join(self.project, LIST)
        with open(path) as f:
            text = f.read()
        with open(path, "w") as f:
            f.write(re.sub(r"^\w{8}(?=\w+  snakeyaml-)", "00000000", text, flags=re.M))
        build = self.built()
        self.assertNotEqual(0, build.returncode, build.stdout)
        self.assertRegex(build.stdout, r"(?m)^check-jars: snakeyaml-[\d.]+\.jar: other bytes than listed")

    def test_the_list_made_anew_is_the_committed_one(self):
        subprocess.run([self.project + "/src/package/check-jars", "--write"], check=True)
        with open(os.path.join(ROOT, LIST)) as a, open(os.path.join(self.project, LIST)) as b:
            self.assertEqual(a.read(), b.read())


class CheckJarsTest(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.mkdtemp(prefix="hikae-jars-")
        self.addCleanup(shutil.rmtree, self.top)
        self.program = shutil.copy(ROOT + "/src/package/check-jars", self.top)
        self.lib = self.top + "/my lib"
        os.mkdir(self.lib)
        for name in ("b-1.jar", "a-1.2.jar", "Z.jar"):
            with open(os.path.join(self.lib, name), "w") as f:
                f.write(name)
        self.assertEqual((0, ""), self.said("--write"))

    def said(self, *words):
        run = subprocess.run([self.program, *words, self.lib], text=True, capture_output=True)
        return run.returncode, run.stderr

    def refused(self, *faults):
        code, text = self.said()
        self.assertEqual(1, code)
        self.assertEqual(list(faults), re.findall(r"^check-jars: (.*) / .*$", text, re.M))
        self.assertIn("What to do:", text)

    def test_the_same_jars_pass(self):
        self.assertEqual((0, ""), self.said())

    def test_the_list_is_sorted_as_sha256sum_writes_it(self):
        with open(self.top + "/jars.sha256") as f:
            self.assertEqual(["Z.jar", "a-1.2.jar", "b-1.jar"], re.findall(r"^[0-9a-f]{64}  (.*)$", f.read(), re.M))

    def test_a_jar_that_was_changed(self):
        changed(self.lib + "/b-1.jar")
        self.refused("b-1.jar: other bytes than listed")

    def test_a_jar_too_many(self):
        for name in ("a-1x2.jar", "with blank.jar", ".hidden.jar"):
            shutil.copy(self.lib + "/b-1.jar", os.path.join(self.lib, name))
        self.refused("a-1x2.jar: not in the list", "with blank.jar: not in the list", ".hidden.jar: not in the list")

    def test_a_jar_too_few(self):
        os.remove(self.lib + "/a-1.2.jar")
        self.refused("a-1.2.jar: missing")

    def test_all_faults_at_once(self):
        changed(self.lib + "/Z.jar")
        os.rename(self.lib + "/a-1.2.jar", self.lib + "/a-1.3.jar")
        self.refused("Z.jar: other bytes than listed", "a-1.2.jar: missing", "a-1.3.jar: not in the list")

    def test_an_empty_list_lets_nothing_pass(self):
        with open(self.top + "/jars.sha256", "w"):
            pass
        self.refused(self.top + "/jars.sha256: missing or empty")

    def test_without_jars_there_is_nothing_to_write(self):
        shutil.rmtree(self.lib)
        code, text = self.said("--write")
        self.assertEqual(1, code)
        self.assertIn("no jars here", text)
        self.assertTrue(os.path.getsize(self.top + "/jars.sha256"))


if __name__ == "__main__":
    unittest.main()
