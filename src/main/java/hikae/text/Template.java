package hikae.text;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A text of {@code templates/} with {@code {{name}}} marks. Nothing is escaped here: values are made safe for
 * their format (YAML, shell, Markdown) before they come.
 */
public final class Template {
    private final String name;
    private final com.samskivert.mustache.Template compiled;

    private Template(String name, com.samskivert.mustache.Template compiled) {
        this.name = name;
        this.compiled = compiled;
    }

    /**
     * The template of this file name.
     *
     * @throws IllegalStateException if there is none or it is malformed: a bug
     */
    public static Template named(String name) {
        return of(name, text(name));
    }

    /** A template from its text; the name is for messages. */
    static Template of(String name, String text) {
        try {
            Mustache.Compiler strict = Mustache.compiler().escapeHTML(false).strictSections(true);
            return new Template(name, strict.compile(text));
        } catch (MustacheException e) {
            throw new IllegalStateException("template " + name, e);
        }
    }

    /**
     * The text with every mark replaced.
     *
     * @param values text for a {@code {{mark}}}, a Boolean for a {@code {{#section}}}
     * @throws IllegalStateException if a mark has no value: a bug
     */
    public String fill(Map<String, ?> values) {
        try {
            return compiled.execute(values);
        } catch (MustacheException e) {
            throw new IllegalStateException("template " + name, e);
        }
    }

    /** The text as it is, for one without marks. */
    public static String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/templates/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
