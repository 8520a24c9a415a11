package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.server.ServerState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.BiConsumer;

/** A real host whose calls are watched, and a look round with one thing changed. */
public final class Watched {
    private Watched() {}

    /** The same host; every call to its engine is told first, by its name and arguments. */
    public static Host docker(Host host, BiConsumer<String, Object[]> told) {
        Docker watched = proxy(Docker.class, host.docker(), told);
        return (Host) Proxy.newProxyInstance(
                Host.class.getClassLoader(),
                new Class<?>[] {Host.class},
                (proxy, method, args) -> method.getName().equals("docker") ? watched : method.invoke(host, args));
    }

    private static <T> T proxy(Class<T> type, T real, BiConsumer<String, Object[]> told) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            told.accept(method.getName(), args == null ? new Object[0] : args);
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** With other settings of the server. */
    public static RestoreFacts settings(RestoreFacts seen, Map<String, String> settings) {
        ServerState server = seen.server();
        ServerState other = new ServerState(
                server.version(),
                server.number(),
                server.client(),
                server.started(),
                server.databases(),
                server.roles(),
                server.extensions(),
                settings,
                server.archiveFails(),
                server.idleSlots(),
                server.standby(),
                server.makesRoles());
        return new RestoreFacts(
                seen.target(),
                seen.dump(),
                other,
                seen.content(),
                seen.free(),
                seen.misskey(),
                seen.scheduler(),
                seen.others(),
                seen.known(),
                seen.before(),
                seen.experience(),
                seen.homeFree());
    }
}
