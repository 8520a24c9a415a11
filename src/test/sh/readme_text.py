"""What README.md and README.ja.md tell to type, and which files they say are written."""

import os
import re

from terminal import ROOT

NAMES = ("README.md", "README.ja.md")
TYPED = re.compile(r"(hikae|asciinema|git|\./install\.sh)( |$)")
TABLE = re.compile(r"^## (Commands|コマンド)$")


class Readme:
    """One README. A command is a line of a code block, a variant of a row of the table, or stands in the text."""

    def __init__(self, name):
        self.name = name
        self.commands = []
        self.files = []
        with open(os.path.join(ROOT, name), encoding="utf-8") as f:
            self.read(f.read().split("\n"))

    def read(self, lines):
        block, table = None, False
        for line in lines:
            if line.startswith("```"):
                block = None if block is not None else line[3:] or "commands"
            elif block is None:
                table = bool(TABLE.match(line)) or table and not line.startswith("## ")
                self.in_text(line, table and line.startswith("| `hikae"))
            elif block == "commands":
                self.in_block(line)

    def in_block(self, line):
        """A block is of commands, or it lists files, of which the first is a directory at the margin."""
        first = line.split()[:1]
        if self.files or first and first[0].endswith("/"):
            self.files += first if first and not first[0].startswith("(") else []
        else:
            self.add(re.sub(r"\s+#.*", "", line))

    def in_text(self, line, is_row):
        cells = re.split(r"(?<!\\)\|", line)
        if is_row:
            for command in variants(spans(cells[1])):
                self.add(command)
            cells[1] = ""
        for span in spans("|".join(cells)):
            if TYPED.match(span) or span.startswith("--"):
                self.add(span)

    def add(self, command):
        command = re.sub(r"<[^>]*>", "<REPOSITORY>", command.strip())
        if command and command not in self.commands:
            self.commands.append(command)


def spans(text):
    return [span.replace("\\|", "|") for span in re.findall(r"`([^`]+)`", text)]


def variants(row):
    """`hikae restore undo`, `forget`: the second is `hikae restore forget`. [X] is there or not, a|b is either."""
    before = row[0].split()[:-1]
    for span in row:
        whole = span if span.startswith("hikae") else " ".join([*before, span])
        bare = re.sub(r" \[[^]]*\]", "", whole)
        for one in [bare, *(bare + " " + more for more in re.findall(r"\[([^]]*)\]", whole))]:
            yield from alternatives(one)


def alternatives(command):
    words = command.split(" ")
    for at, word in enumerate(words):
        if "|" in word:
            return [" ".join([*words[:at], one, *words[at + 1:]]) for one in word.split("|")]
    return [command]
