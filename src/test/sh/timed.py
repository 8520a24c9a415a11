"""Runs tests as unittest does, prints the seconds of each class and notes them in target/sh-seconds.

Arguments: modules of this directory, or module.Class, or module.Class.test; none: all that are called *_test.py.
"""

import collections
import os
import sys
import time
import unittest

import terminal


class Seconds(unittest.TextTestResult):
    def __init__(self, *words, **more):
        super().__init__(*words, **more)
        self.of_class = collections.Counter()
        self.since = time.monotonic()

    def startTest(self, test):
        super().startTest(test)
        self.since = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        self.of_class["%s.%s" % (type(test).__module__, type(test).__qualname__)] += time.monotonic() - self.since


def main(names):
    loader = unittest.defaultTestLoader
    tests = loader.loadTestsFromNames(names) if names else loader.discover(terminal.HERE, "*_test.py")
    result = unittest.TextTestRunner(verbosity=2, resultclass=Seconds, warnings="ignore").run(tests)
    lines = ["%.1f %s" % (seconds, name) for name, seconds in result.of_class.most_common()]
    print("\n".join(lines), file=sys.stderr)
    os.makedirs(os.path.join(terminal.ROOT, "target"), exist_ok=True)
    with open(os.path.join(terminal.ROOT, "target", "sh-seconds"), "a") as f:
        f.writelines(line + "\n" for line in lines)
    return 0 if result.wasSuccessful() and result.testsRun else 1


sys.exit(main(sys.argv[1:]))
