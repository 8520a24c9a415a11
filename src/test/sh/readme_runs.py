"""How each command of README is run: what is typed, which keys follow on which screen, how it ends and what it says.

A name in {braces} is a fact of the server. The order makes sense to an administrator: nothing is there, setting up,
making and proving backups, object storage, restoring in every way, a lost database, a new server.
"""

import json
import os
import shutil

from server import read

UNTIL = object()  # an Enter for every screen until this one

# Executed by other tests, named here so that they are counted.
ELSEWHERE = {
    "./install.sh": "src/test/sh/door.py",
    "./install.sh --test": "is the run that this test is a part of",
    "./install.sh --uninstall": "src/test/sh/door.py",
    "src/package/build": "src/test/parts.sh, test_package",
    "sudo dpkg -i hikae_0.1.0_amd64.deb": "src/test/sh/package.py",
    "sudo tar -xzf hikae_0.1.0_amd64.tar.gz -C /opt": "src/test/sh/package.py",
}

APPLY = [("a apply", "=a")]
CHOOSE = [(r"\| Choose a backup", "Enter")]
CONFIRM = [(r"Address of this server  \[ ", "={host}"), (r"Address of this server  \[{host} ", "Enter")]


def shown(title):
    """The last screen, which stays until it was read."""
    return [(r"\| " + title, "Enter")]


class Run:
    def __init__(self, readme, typed="", keys=(), status=0, shows=(), before=None, after=None):
        self.readme = readme
        self.typed = typed or readme
        self.keys = keys
        self.status = status
        self.shows = [shows] if isinstance(shows, str) else shows
        self.before = before
        self.after = after


def one_object(printed):
    """The JSON on the screen."""
    return json.loads(printed[printed.index("\n{") + 1:printed.rindex("}") + 1])


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


# Without asciinema: what it paints, at once.
PAINT = "import json, sys; sys.stdout.writelines(json.loads(line)[2] for line in list(open(sys.argv[1]))[1:])"
PLAY = "asciinema play -s 1000 %s" if shutil.which("asciinema") else "python3 -c '" + PAINT + "' %s"


def cast(name, title):
    return Run("asciinema play " + name, "(cd {root}; %s)" % PLAY % name, shows=title)


NOTHING_THERE = [
    Run("git clone <REPOSITORY> hikae && cd hikae",
        "(cd {top}; git clone -q '{root}' hikae && cd hikae && ls -l)", shows=r"-rwx.* install\.sh"),
    Run("hikae help", shows=["Commands:", "\n  restore  ", "\n  130 +left"]),
    Run("hikae completion bash", shows=r"\ncomplete .*hikae"),
    Run("hikae completion zsh", shows=r"#compdef hikae"),
    Run("hikae completion fish", shows=r"complete -c hikae .* -l lost-cluster"),
    Run("hikae json-schema", after=lambda server, printed: expect("oneOf" in one_object(printed), printed)),
    Run("hikae demo", keys=[(r"\| Review", UNTIL), *APPLY, *shown("Backups are set up")],
        shows=["rehearsal passed", "Next run"]),
    Run("hikae demo --no-input", shows=["No real server was touched", "/hikae-demo", r"\nsecrets/db_password\n"],
        after=lambda server, printed: shutil.rmtree(server.misskey + "/hikae-demo")),
    cast("src/docs/walk.cast", "its schedule is proved"),
    cast("src/docs/walk.ja.cast", "スケジュールが有効"),
    Run("hikae", keys=[("What do you want to do", "Down"), ("> 2 ", "C-c"), ("(?i)leave", "C-c")], status=130),
]

SETTING_UP = [
    Run("--dry-run", "hikae setup --no-input --yes --dry-run", shows=["Nothing was changed", "{backup}/compose.yml"],
        after=lambda server, printed: expect(not os.path.exists(server.backup), printed)),
    Run("--files-only", "hikae setup --no-input --yes --files-only", shows="Nothing was started",
        after=lambda server, printed: expect(not server.backup_containers, printed)),
    Run("hikae setup", keys=[(r"\| Review", UNTIL), *APPLY, *shown("Backups are set up")],
        shows=["rehearsal passed", "its scheduler says: 0 4"]),
    Run("hikae setup --no-input --yes", shows="Nothing to change"),
    Run("--json", "hikae setup --no-input --yes --json 2>/dev/null",
        after=lambda server, printed: expect(one_object(printed)["report"] == "unchanged", printed)),
    Run("--plain", "hikae setup --plain", keys=[(r"ended-\d+=\d", UNTIL)], shows="Nothing was written"),
    Run("--save-answers FILE", "hikae setup --no-input --yes --save-answers {answers}",
        after=lambda server, printed: expect("schedule: '0 4 * * *'" in read(server.answers), read(server.answers))),
    Run("--answers FILE", "hikae setup --no-input --yes --answers {answers}", shows="Backups are set up",
        before=lambda server: write(server.answers, read(server.answers).replace("keep_days: '7'", "keep_days: '8'")),
        after=lambda server, printed: expect('KEEP_DAYS: "8"' in read(server.backup + "/compose.yml"), printed)),
    Run("--trust-owner ACCOUNT", "hikae setup --no-input --yes --trust-owner nobody", shows="Nothing to change",
        before=lambda server: shutil.chown(server.backup, "nobody"),
        after=lambda server, printed: shutil.chown(server.backup, "root")),
    Run("--no-rehearsal", "hikae setup --no-input --yes --no-rehearsal", shows="hikae rehearse",
        before=lambda server: server.forget_rehearsals()),
]

SCHEDULE = [
    Run("hikae schedule", keys=[(r"\| Time zone", "=Seoul"), ("> Asia/Seoul", "Enter"), (r"\| Review", UNTIL), *APPLY,
                                *shown("Schedule changed")], shows="Asia/Seoul"),
    Run("hikae schedule --tz Asia/Tokyo", keys=[(r"\| Review", UNTIL), *APPLY, *shown("Schedule changed")],
        shows="Asia/Tokyo"),
    Run("hikae schedule '30 3 * * *'", keys=[(r"\| Review", UNTIL), *APPLY, *shown("Schedule changed")],
        shows=r"its scheduler says: 30 3 \* \* \*"),
]

BACKUPS = [
    Run("hikae backup", keys=[*APPLY, *shown("Backup made")], shows=["it is good", "Rows of note +50"]),
    Run("hikae backup --accept-shrunk", keys=[*APPLY, *shown("Backup made")], shows="it is good"),
    Run("--accept-shrunk", "hikae backup --no-input --yes --accept-shrunk", shows="it is good"),
    Run("hikae backups", keys=[("Which backup", "Enter"), ("Rows of note", "Escape"), ("Which backup", "Escape")]),
    Run("hikae verify", keys=shown("Backup read"), shows="Rows of note"),
    Run("hikae verify FILE", "hikae verify {dump}", keys=shown("Backup read"), shows="whole"),
    Run("hikae verify --all", keys=shown("Backup read"), shows="whole"),
    Run("hikae rehearse", keys=[*CHOOSE, *APPLY, *shown("Rehearsal passed")], shows="as in the backup: 23 tables"),
    Run("hikae rehearse FILE", "hikae rehearse {dump}", keys=[*APPLY, *shown("Rehearsal passed")],
        shows="as in the backup: 23 tables"),
    Run("hikae status", shows=["All is well", "that a backup can be restored was proved"]),
    Run("hikae status --quiet", shows=r"echo same-\d+\s*\nended-\d+=0\n"),
    Run("hikae status --nagios", shows=r"\nOK - All is well"),
    Run("hikae status --mend", keys=[("> 1  Close files", "Enter"), *APPLY, ("All is well", "Enter")],
        shows="nobody else can read secrets and dumps",
        before=lambda server: os.chmod(server.backup + "/secrets/db_password", 0o644)),
]

FOUR_VALUES = [
    (r"\| Cloudflare R2", "Enter"), ("> S3 endpoint", "=https://{endpoint}/misskey"), ("S3 endpoint.*misskey", "Tab"),
    ("> Bucket +\\[misskey ", "Tab"), ("> Prefix", "Tab"),
    ("> Access key ID", "={key_id}"), ("{key_id}", "Tab"),
    ("> Secret access key", "={secret}"), (r"\*{40}", "Tab"), ("64 characters", ""),
    (r"> \(\*\) No, do not keep it", "Down"), (r"> \( \) Yes, in", "= "), (r"> \(\*\) Yes", "Tab"),
    ("> Public address", "=media.example.com"), (r"\[media\.example\.com", "Enter"),
]

STORAGE = [
    Run("hikae storage", keys=[*FOUR_VALUES, (r"\| Review", UNTIL), *APPLY, ("The values for Misskey are", "Enter")],
        shows="https://media.example.com"),
    Run("hikae checklist", keys=[(r"> \[ \]", "= "), ("done 1/", "Down"), (r"> \[ \]  Base URL", "=y"),
                                 ("was sent", "=p"), ("Enter goes back", "Enter"), ("done 1/", "Escape")]),
    Run("hikae checklist --show-secrets", shows="{secret}"),
    Run("hikae storage check", before=lambda server: server.fill_in_the_checklist(),
        shows=["object storage settings are right", "Base URL: https://media.example.com"]),
    Run("hikae storage check --inventory", shows="Every file has its object"),
]

SERVES = ["as in the backup: 23 tables", "The backup serves", "Misskey answers", "the scheduled backups run again"]

RESTORE = [
    Run("hikae restore", keys=[*CHOOSE, *CONFIRM, *APPLY, *shown("Restored")], shows=SERVES),
    Run("hikae restore status", shows=["none was interrupted", "hikae_kept_"]),
    Run("hikae restore timelines", keys=[*APPLY, *shown("Timelines")], shows="1 timeline list",
        before=lambda server: server.redis("lpush", server.host + ":list:homeTimeline:abc", "1", "2", "3"),
        after=lambda server, printed: expect(server.redis("keys", "*:list:*").strip() == "", printed)),
    Run("hikae restore undo", keys=[(r"\| Go back: the plan", "Tab"), *CONFIRM, *APPLY, *shown("Went back")],
        shows="The earlier database serves again"),
    Run("hikae restore forget", keys=[(r"\| Let go of a kept", "Tab"), (r"> \(\*\) yes", "Tab"),
                                      ("> Name of the database", "={kept}"), (r"\[{kept}", "Enter"), *APPLY,
                                      *shown("Let go")], shows="{backup}/kept/",
        after=lambda server, printed: expect(server.kept == "", server.kept)),
    Run("hikae restore FILE", "hikae restore {dump}", keys=[*CONFIRM, *APPLY, *shown("Restored")], shows=SERVES),
    Run("hikae restore --confirm HOST", "hikae restore --confirm {host}",
        keys=[*CHOOSE, (r"Address of this server  \[{host} ", "Enter"), *APPLY, *shown("Restored")], shows=SERVES),
    Run("hikae restore --skip-broken-constraints", "hikae restore {broken} --skip-broken-constraints", status=5,
        keys=[*CONFIRM, *APPLY, *shown("Restored")], shows="constraint note_pkey"),
    Run("hikae restore --other-instance", "hikae restore {other} --other-instance",
        keys=[*CONFIRM, *APPLY, *shown("Restored")], shows=SERVES),
    Run("hikae restore continue", before=lambda server: server.kill_a_restore_at("load"),
        keys=[*APPLY, *shown("Restored")], shows=SERVES),
    Run("hikae restore back", before=lambda server: server.kill_a_restore_at("load"),
        keys=[*APPLY, *shown("Taken back")], shows="the one before, unchanged"),
    Run("hikae restore --lost-cluster", before=lambda server: server.lose_the_database(),
        keys=[*CHOOSE, *CONFIRM, *APPLY, *shown("Restored")], shows=["in a fresh database", "Misskey answers"]),
    Run("hikae restore FILE --dir DIR", "hikae restore {brought} --dir {second}",
        keys=[*CONFIRM, *APPLY, *shown("Restored")], shows=["in a fresh database", "hikae setup --dir {second}"]),
]

RUNS = [*NOTHING_THERE, *SETTING_UP, *SCHEDULE, *BACKUPS, *STORAGE, *RESTORE]
