package hikae.crash;

import hikae.host.Compose;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names every call to the outside, {@code STEP/CALL#n}, writes the names to a list, and kills its own process before,
 * during or after the one that is asked for. The same call with the same arguments in the same step is one point,
 * however often it is repeated, because how often something is polled differs from run to run.
 */
final class CrashPoints {
    /** Calls that change nothing outside: dying before one is dying after the call before it. */
    private static final Set<String> LOOKING = Set.of(
            "look",
            "read",
            "readIfThere",
            "readOurs",
            "otherWriter",
            "model",
            "open",
            "list",
            "real",
            "freeBytes",
            "holder",
            "probe",
            "engine",
            "containers",
            "container",
            "networks",
            "hasImage",
            "log",
            "found",
            "upCommand",
            "validate",
            "services",
            "toString",
            "hashCode",
            "equals");

    /** What only the command that loads has in it. */
    private static final String LOADING = "gzip -dc";

    private static final Pattern WHAT = Pattern.compile("\"what\":\"(\\w+)\"");
    private static final Pattern STEP = Pattern.compile("\"step\":\"([^\"]+)\"");

    /** A call that lasted as long as this in the clean run gets a point in its middle. */
    private static final long LONG_MILLIS = 150;

    private final Path list;
    private final Optional<String> kill;
    private final Runnable act;
    private final Map<String, Set<String>> seen = new HashMap<>();
    private String step = "start";

    CrashPoints(Path list, Optional<String> kill) {
        this(list, kill, CrashPoints::die);
    }

    /** Something else happens at the point than the end of the process; then it goes on. */
    CrashPoints(Path list, Optional<String> kill, Runnable act) {
        this.list = list;
        this.kill = kill;
        this.act = act;
    }

    /** A host whose files, Docker and Compose are counted. */
    Host counted(Host real) {
        return new ChangedHost(
                real.environment(),
                counted(hikae.host.Files.class, "files", real.files()),
                counted(Docker.class, "docker", real.docker()),
                counted(Compose.class, "compose", real.compose()),
                real.postgres(),
                real.web());
    }

    /** The same thing with its calls counted. */
    private <T> T counted(Class<T> type, String name, T real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> call(name, real, method, args)));
    }

    private Object call(String name, Object real, Method method, Object[] args) throws Throwable {
        String call = name + "." + method.getName();
        if (LOOKING.contains(method.getName())) {
            return invoked(real, method, args);
        }
        Optional<String> line = line(call, args);
        if (line.isPresent() && !line.get().contains("\"what\"")) {
            return invoked(real, method, args); // the log
        }
        line.filter(text -> find(WHAT, text).filter("begin"::equals).isPresent())
                .flatMap(text -> find(STEP, text))
                .ifPresent(begun -> step = begun.replaceAll("[^\\w.-]+", "_"));
        String point = point(
                line.map(text -> "journal." + find(WHAT, text).orElse("?")).orElse(call), List.of(args));
        if (point.isEmpty()) {
            return invoked(real, method, args);
        }
        dieAt(point + ":before");
        AtomicBoolean acted = new AtomicBoolean();
        actDuring(point, acted);
        long begin = System.nanoTime();
        Object result = invoked(real, method, args);
        if (isDuring(point) && acted.compareAndSet(false, true)) {
            act.run(); // it was quicker than that: its last moment
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (millis >= LONG_MILLIS) {
            write(point + ":during@" + millis / 2);
        }
        dieAt(point + ":after");
        return result;
    }

    /** A journal's or log's line. */
    private static Optional<String> line(String call, Object[] args) {
        boolean append = call.equals("files.append") || call.equals("files.appendOurs");
        return append ? Optional.of(String.valueOf(args[1])) : Optional.empty();
    }

    /** Empty for a call that was already named, or that only tells progress. */
    private synchronized String point(String plain, List<Object> args) {
        String call = plain.equals("docker.exec") && args.toString().contains(LOADING) ? "docker.load" : plain;
        if (call.equals("journal.progress") || call.equals("journal.found")) {
            return "";
        }
        Set<String> different = seen.computeIfAbsent(step + "/" + call, key -> new HashSet<>());
        if (!different.add(call.startsWith("journal.") ? "" : args.toString())) {
            return "";
        }
        return step + "/" + call + "#" + different.size();
    }

    private void dieAt(String point) {
        write(point);
        if (kill.filter(point::equals).isPresent()) {
            act.run();
        }
    }

    private boolean isDuring(String point) {
        return kill.filter(name -> name.startsWith(point + ":during@")).isPresent();
    }

    private void actDuring(String point, AtomicBoolean acted) {
        if (!isDuring(point)) {
            return;
        }
        String wanted = kill.orElse("");
        long millis = Long.parseLong(wanted.substring(wanted.indexOf('@') + 1));
        Thread actor = new Thread(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (acted.compareAndSet(false, true)) {
                write(wanted);
                act.run();
            }
        });
        actor.setDaemon(true);
        actor.start();
    }

    /** As the kernel or an administrator does it: nothing of ours runs any more. */
    private static void die() {
        ended(List.of("kill", "-KILL", ownPid()));
    }

    /** Engine, shims, containers and this process at the same moment. */
    static void powerCut() {
        ended(List.of("src/test/lab/lab", "power-cut", ownPid()));
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static void ended(List<String> by) {
        try {
            new ProcessBuilder(by).start().waitFor();
            Thread.sleep(60_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void write(String point) {
        try {
            Files.writeString(list, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object invoked(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
