package hikae.cli;

import hikae.text.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Our words under the keys picocli asks for. */
final class CliWords extends ResourceBundle {
    private final Messages messages;

    CliWords(Messages messages) {
        this.messages = messages;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return messages.has("cli." + key) ? messages.get("cli." + key) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(messages.keys().stream()
                .filter(key -> key.startsWith("cli."))
                .map(key -> key.substring("cli.".length()))
                .toList());
    }
}
