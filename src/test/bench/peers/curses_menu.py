"""The menu of Hikae with Python's curses and nothing else, for src/test/bench/run."""

import curses

ROWS = ("Set up the automatic backup of the database", "Set up object storage (Cloudflare R2)",
        "Change the time of the backups", "Make a backup now", "List the backups", "Look whether the backups are well",
        "Rehearse a restore", "Restore from a backup", "Japanese")


def main(screen):
    curses.curs_set(0)
    at = 0
    while True:
        screen.addstr(0, 2, "What do you want to do?")
        for i, row in enumerate(ROWS):
            screen.addstr(2 + i, 2, "%s %d  %s" % (">" if i == at else " ", i + 1, row))
        screen.refresh()
        key = screen.getch()
        if key in (3, 27, ord("q")):
            return
        at = (at + {curses.KEY_DOWN: 1, curses.KEY_UP: -1}.get(key, 0)) % len(ROWS)


try:
    curses.wrapper(main)
except KeyboardInterrupt:
    pass
