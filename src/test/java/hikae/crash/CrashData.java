package hikae.crash;

import hikae.lab.LabInstance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in the databases of a Misskey of the lab, as an onlooker sees it; put back by copying databases. */
final class CrashData {
    private static final String COPY = "crash_copy";
    private static final String PRINT =
            "SELECT (SELECT count(*) || ':' || coalesce(md5(string_agg(id || coalesce(text, ''), ',' ORDER BY id)), '') FROM note)";

    /** What users do after the dump. */
    private static final String LATER =
            "INSERT INTO note (id, text, \"userId\", visibility) SELECT id || 'x', 'later', \"userId\", visibility"
                    + " FROM note ORDER BY id DESC LIMIT 37; DELETE FROM note WHERE id = (SELECT min(id) FROM note)";

    private final LabInstance misskey;
    private String address;

    /**
     * @param address of the server, from this host
     */
    CrashData(LabInstance misskey, String address) {
        this.misskey = misskey;
        this.address = address;
    }

    /** The server has another address now. */
    void isAt(String now) {
        address = now;
    }

    String live() {
        return misskey.fact("DB_NAME");
    }

    /** What is in the live database, in one word: the same only where every note is. */
    String served() {
        return print(live());
    }

    /** Users write and delete notes. */
    void goOn() {
        psql(live(), LATER);
    }

    List<String> names() {
        return onServer("SELECT datname FROM pg_database WHERE NOT datistemplate")
                .lines()
                .toList();
    }

    List<String> kept() {
        return names().stream().filter(name -> name.startsWith("hikae_kept_")).toList();
    }

    /** What is in the live database and in each that is kept. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        names().stream()
                .filter(name -> name.equals(live()) || name.startsWith("hikae_kept_"))
                .forEach(name -> contents.put(name, print(name)));
        return contents;
    }

    /** Copies the live database; nobody may be connected to it. */
    void copy() {
        onServer("CREATE DATABASE " + COPY + " TEMPLATE " + quoted(live()));
    }

    /** Drops what has a name of hikae's. */
    void dropOurs() {
        names().stream()
                .filter(name -> name.startsWith("hikae_"))
                .forEach(name -> onServer("DROP DATABASE " + quoted(name)));
    }

    /** Makes the live database anew from the copy, whatever is there. */
    void putBack() {
        for (String name : names()) {
            if (name.startsWith("hikae_") || name.equals(live())) {
                onServer("DROP DATABASE " + quoted(name) + " WITH (FORCE)");
            }
        }
        onServer("CREATE DATABASE " + quoted(live()) + " TEMPLATE " + COPY);
    }

    private String print(String database) {
        return psql(database, PRINT);
    }

    private String onServer(String sql) {
        return psql("postgres", sql);
    }

    String psql(String database, String sql) {
        return new CrashDatabase(address, database, misskey.fact("DB_USER"), misskey.password()).run(sql);
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
