"""The manual as it was installed, beside the program that HIKAE_PROGRAM names. Run by `install.sh --test`."""

import os
import subprocess
import unittest

from program import PROGRAM

MAN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(PROGRAM))), "share", "man")


class Manual(unittest.TestCase):
    PAGES = (("man1/hikae.1", "EXIT STATUS"), ("ja/man1/hikae.1", "終了コード"))

    def test_mandoc_and_groff_have_nothing_to_say_against_it(self):
        for page, _ in self.PAGES:
            for command in (["mandoc", "-Tlint", "-W", "warning"],
                            ["groff", "-K", "utf8", "-T", "utf8", "-man", "-mja", "-ww", "-z"]):
                with self.subTest(page=page, command=command[0]):
                    done = subprocess.run([*command, os.path.join(MAN, page)], text=True, capture_output=True)
                    self.assertEqual((done.stdout, done.stderr, done.returncode), ("", "", 0))

    def test_it_can_be_read(self):
        for page, heading in self.PAGES:
            with self.subTest(page=page):
                shown = subprocess.run(["mandoc", "-T", "utf8", os.path.join(MAN, page)], text=True,
                                       capture_output=True, check=True).stdout
                text = "".join(c for i, c in enumerate(shown) if c != "\b" and shown[i + 1:i + 2] != "\b")
                self.assertIn("\n" + heading + "\n", text)
                self.assertIn("--lost-cluster", text)
                self.assertNotIn("\\f", text)
