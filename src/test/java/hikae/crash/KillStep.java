package hikae.crash;

import hikae.Program;
import hikae.lab.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a command, and where.
 *
 * @param back whether the command is the one that takes back, where there is a choice
 * @param how what happens
 * @param point where, as {@link CrashPoints} counts them
 */
record KillStep(boolean back, How how, String point) {
    /** What happens. */
    enum How {
        /** The program is killed. */
        KILL,
        /** Engine, shims, containers and program are killed at one moment, as when the power goes. */
        POWER,
        /** The engine is killed. */
        ENGINE,
        /** The database server is killed; Docker starts it again. */
        SERVER,
        /** The database's container is stopped, and stays so. */
        STOP,
        /** The database is cut off from its network. */
        NETWORK,
        /** The disk is full. */
        DISK;

        /** Whether others on the same engine suffer, too. */
        boolean isEverybodys() {
            return this == POWER || this == ENGINE;
        }

        /** Whether the program is gone, too, and says nothing. */
        boolean isKill() {
            return this == KILL || this == POWER;
        }

        /** Whether somebody must end it before anything helps, which no command of ours does. */
        boolean lasts() {
            return this == ENGINE || this == NETWORK || this == DISK;
        }
    }

    /** {@code [back] [HOW] POINT}. */
    static KillStep parse(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split(" ")));
        String point = words.remove(words.size() - 1);
        boolean back = words.remove("back");
        return new KillStep(
                back, words.isEmpty() ? How.KILL : How.valueOf(words.get(0).toUpperCase(Locale.ROOT)), point);
    }

    /** Does the command, and it happens; what it could still report. */
    Optional<Program.Ended> happen(CrashServer server, List<String> command) {
        if (how.isKill()) {
            CrashProgram.Ended killed = server.hikae((how == How.POWER ? CrashMain.POWER : "") + point, command);
            if (killed.status() != 137) {
                throw new AssertionError("was not killed at " + point + ": " + killed.said());
            }
            if (how == How.POWER) {
                Lab.shell("src/test/lab/lab up");
            }
            return Optional.empty();
        }
        return Optional.of(server.disturbed(point, () -> Lab.shell(begin(server)), command));
    }

    private String begin(CrashServer server) {
        String db = server.misskey().fact("DB_CONTAINER");
        return switch (how) {
            case ENGINE -> "kill -9 $(cat \"$HIKAE_LAB\"/engine/dockerd.pid)";
            case SERVER -> "kill -9 $(docker inspect -f '{{.State.Pid}}' " + db + ")";
            case STOP -> "docker stop -t 2 " + db;
            case NETWORK -> "docker network disconnect -f " + server.misskey().fact("NETWORK") + " " + db;
            case DISK ->
                "cd " + disk(server) + " && fallocate -l"
                        + " $(($(df -B1 --output=avail . | tail -n 1) - (300 << 20))) filled";
            case KILL, POWER -> throw new IllegalStateException("not from outside: " + how);
        };
    }

    /** What lasts is over. */
    void end(CrashServer server) {
        switch (how) {
            case ENGINE -> Lab.shell("src/test/lab/lab up");
            case NETWORK ->
                Lab.shell(
                        "docker network connect --alias db " + server.misskey().fact("NETWORK") + " "
                                + server.misskey().fact("DB_CONTAINER"));
            case DISK -> Lab.shell("rm " + disk(server) + "/filled");
            default -> throw new IllegalStateException("does not last: " + how);
        }
    }

    private static String disk(CrashServer server) {
        return "'" + server.misskey().directory().getParent() + "'";
    }

    @Override
    public String toString() {
        return (back ? "back " : "") + (how == How.KILL ? "" : how.name().toLowerCase(Locale.ROOT) + " ") + point;
    }
}
