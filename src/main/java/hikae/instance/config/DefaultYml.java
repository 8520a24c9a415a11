package hikae.instance.config;

import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Misskey's own settings, {@code .config/default.yml}: how it finds its database and what its address is.
 *
 * @param name the file name as shown to the operator
 * @param url the instance's address, such as {@code https://example.com/}
 * @param database how Misskey logs in
 * @param id the method of making ids, such as {@code aidx}
 * @param replicated whether Misskey also reads from replicas; backups and restores concern the main one
 * @param listens the port of Misskey's own web server
 * @param filledIn keys whose value is a variable that something fills in when Misskey starts: not a value to us
 */
public record DefaultYml(
        String name,
        Optional<String> url,
        Database database,
        Optional<String> id,
        boolean replicated,
        int listens,
        List<String> filledIn) {
    /** The port Misskey listens on where its settings do not say. */
    public static final int WEB_PORT = 3000;

    private static final int POSTGRES_PORT = 5432;
    private static final int MAX_PORT = 65535;
    private static final Pattern WEB = Pattern.compile("(?m)^port:\\s*['\"]?(\\d{1,5})['\"]?\\s*(?:#.*)?$");
    /** Misskey itself knows no variables in this file; who has them there fills them in before it starts. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]\\w*(?::?[-?+=][^}]*)?}");

    private static final Pattern HOST = Pattern.compile("(?i)https?://(?:[^/@]*@)?([^/:?#@\\s]+).*");

    /**
     * The section {@code db}.
     *
     * @param host a service of the Compose project, usually {@code db}
     * @param port 5432 if not given
     * @param database the name of the database
     * @param user the role
     * @param where where the host stands in the file
     */
    public record Database(
            String host,
            int port,
            Optional<String> database,
            Optional<String> user,
            Optional<Secret> password,
            SourceLocation where) {
        /** The host, unless it is a variable. */
        public Optional<String> reachable() {
            return Optional.of(host).filter(text -> !VARIABLE.matcher(text).find());
        }

        /** Whether it is this computer itself, a number, or a name with a domain: never one that Docker gives. */
        public boolean isAddress() {
            return !isSocket() && (host.equalsIgnoreCase("localhost") || host.contains(".") || host.contains(":"));
        }

        /** Whether it is a directory with a socket in it. */
        public boolean isSocket() {
            return host.startsWith("/");
        }
    }

    /** The port Misskey listens on in its container; the usual one where the file does not say one. */
    public static int webPort(byte[] bytes) {
        Matcher port = WEB.matcher(new String(bytes, StandardCharsets.UTF_8));
        return port.find() ? Integer.parseInt(port.group(1)) : WEB_PORT;
    }

    /**
     * Reads the file. Numbers and the like are taken as the text that is written.
     *
     * @throws ProblemException naming file:line:column, if it is not YAML, has no section {@code db}, or its
     *     port is no port
     */
    public static DefaultYml parse(byte[] bytes, String name) {
        YamlTree tree = YamlTree.parse(bytes, name);
        YamlNode db = tree.at("db")
                .filter(YamlNode::isMapping)
                .orElseThrow(() ->
                        ProblemException.of("default-yml-no-db", tree.root().place()));
        boolean replicated =
                tree.text("dbReplications").filter("true"::equalsIgnoreCase).isPresent();
        return new DefaultYml(
                name, value(tree.text("url")), database(db), tree.text("id"), replicated, webPort(bytes), filledIn(db));
    }

    /**
     * Fills what the file leaves out from the environment of Misskey's container, as Misskey does since
     * 2024.7.0. The host and the port have no such variable.
     */
    public DefaultYml filledFrom(Function<String, Optional<String>> environment) {
        Database filled = new Database(
                database.host(),
                database.port(),
                database.database().or(() -> environment.apply("DATABASE_DB")),
                database.user().or(() -> environment.apply("DATABASE_USER")),
                database.password()
                        .or(() -> environment.apply("DATABASE_PASSWORD").map(Secret::new)),
                database.where());
        Optional<String> address =
                url.or(() -> environment.apply("MISSKEY_URL")).or(() -> environment.apply("CHERRYPICK_URL"));
        return new DefaultYml(name, address, filled, id, replicated, listens, filledIn);
    }

    /** The host name of the address in lower case: shown, and typed to confirm a restore. */
    public Optional<String> hostName() {
        return url.map(String::strip)
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1).toLowerCase(Locale.ROOT));
    }

    /** What deserves a word; each names file and line. */
    public List<Message> warnings() {
        List<Message> said = new ArrayList<>();
        if (replicated) {
            said.add(Message.of("env.replicas", name));
        }
        if (!filledIn.isEmpty()) {
            said.add(Message.of("env.filled-in", name, String.join(", ", filledIn)));
        }
        return said;
    }

    private static Database database(YamlNode db) {
        return new Database(
                db.text("host").orElse("localhost"),
                db.at("port").map(DefaultYml::port).orElse(POSTGRES_PORT),
                value(db.text("db")),
                value(db.text("user")),
                db.text("pass").filter(text -> !isVariable("pass", text)).map(Secret::new),
                db.at("host").map(YamlNode::place).orElse(db.place()));
    }

    private static Optional<String> value(Optional<String> written) {
        return written.filter(text -> !VARIABLE.matcher(text).find());
    }

    private static List<String> filledIn(YamlNode db) {
        return db.keys().stream()
                .filter(key ->
                        db.text(key).filter(text -> isVariable(key, text)).isPresent())
                .toList();
    }

    /** A password may have one within it by chance, and then it is what is written. */
    private static boolean isVariable(String key, String text) {
        Matcher variable = VARIABLE.matcher(text);
        return key.equals("pass") ? variable.matches() : variable.find();
    }

    private static int port(YamlNode node) {
        String text = value(node.text()).orElse(String.valueOf(POSTGRES_PORT));
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw ProblemException.of("default-yml-port", node.place());
        }
        return port;
    }
}
