package hikae.instance.config;

import hikae.instance.config.EnvStatement.Form;
import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.SourceText;
import hikae.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is legal in an env file but deserves a word: other programs read it differently, or it surprises. */
public final class EnvWarnings {
    private static final Pattern EXAMPLE = Pattern.compile("example-[a-z0-9]+-pass");
    private static final Pattern COMMENT = Pattern.compile("[ \\t]#");

    private final DockerEnv env;
    private final SourceText source;
    private final List<Message> found = new ArrayList<>();

    private EnvWarnings(DockerEnv env) {
        this.env = env;
        this.source = env.source();
    }

    /** About the file as a whole and the three database keys, never about other keys; each names file and line. */
    public static List<Message> of(DockerEnv env) {
        EnvWarnings warnings = new EnvWarnings(env);
        warnings.file();
        for (String key : DockerEnv.KEYS) {
            warnings.repeated(key);
            env.last(key).filter(one -> one.form() != Form.BARE).ifPresent(warnings::statement);
        }
        return List.copyOf(warnings.found);
    }

    private void file() {
        int crlf = source.text().indexOf("\r\n");
        if (source.marked()) {
            found.add(Message.of("env.bom", source.place(0)));
        }
        if (crlf >= 0) {
            found.add(Message.of("env.crlf", source.place(crlf)));
        }
    }

    private void repeated(String key) {
        List<EnvStatement> all = env.statements(key);
        for (EnvStatement earlier : all.subList(0, Math.max(0, all.size() - 1))) {
            int last = source.line(all.get(all.size() - 1).keyAt());
            found.add(Message.of("env.duplicate", source.place(earlier.keyAt()), key, last));
        }
    }

    private void statement(EnvStatement one) {
        left(one);
        String written = source.text().substring(one.valueAt(), one.end());
        boolean replaced = written.contains(one.form() == Form.SINGLE ? "${" : "$");
        add(replaced, "env.dollar", one, one.valueAt() + Math.max(0, written.indexOf('$')));
        if (one.form().quoted()) {
            found.add(Message.of("env.quotes", source.place(one.valueAt()), one.key()));
        } else {
            plain(one, written);
        }
        boolean example =
                one.value().filter(v -> EXAMPLE.matcher(v.reveal()).matches()).isPresent();
        add(example && one.key().equals(DockerEnv.PASSWORD), "env.example-password", one, one.valueAt());
        characters(one);
    }

    /** What stands left of the value: indentation, {@code export}, the sign and blanks around it. */
    private void left(EnvStatement one) {
        String text = source.text();
        String before = text.substring(source.lineStart(one.keyAt()), one.keyAt());
        add(before.contains("export"), "env.export", one, one.keyAt());
        add(!before.isEmpty() && before.isBlank(), "env.indent", one, one.keyAt());
        boolean colon = text.charAt(one.signAt()) == ':';
        add(colon, "env.colon", one, one.signAt());
        boolean blanks = one.signAt() > one.keyAt() + one.key().length() || one.valueAt() > one.signAt() + 1;
        add(blanks && !colon, "env.spaces", one, one.signAt());
    }

    private void plain(EnvStatement one, String written) {
        var comment = COMMENT.matcher(written);
        if (comment.find()) {
            found.add(Message.of("env.hash", source.place(one.valueAt() + comment.start() + 1), one.key()));
            return;
        }
        String line = written.endsWith("\r") ? written.substring(0, written.length() - 1) : written;
        int kept = EnvGrammar.stripTrailing(line).length();
        add(kept < line.length(), "env.trimmed", one, one.valueAt() + kept);
    }

    private void characters(EnvStatement one) {
        String value = one.value().map(secret -> secret.reveal()).orElse("");
        SourceLocation where = source.place(one.valueAt());
        int invisible = OddCharacters.firstInvisible(value);
        if (invisible > 0) {
            found.add(Message.of("env.invisible", where, one.key(), invisible));
        } else if (OddCharacters.isUnusual(value)) {
            found.add(Message.of("env.unusual", where, one.key(), value.codePointCount(0, value.length())));
        }
    }

    private void add(boolean when, String key, EnvStatement one, int at) {
        if (when) {
            found.add(Message.of(key, source.place(at), one.key()));
        }
    }
}
