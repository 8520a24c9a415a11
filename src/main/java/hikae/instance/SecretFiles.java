package hikae.instance;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets that come by the name of a file, because an argument is seen by everybody on the server. */
public final class SecretFiles {
    private static final int LIMIT = 4096;
    private static final int FOR_OTHERS = 077;

    private final Host host;

    public SecretFiles(Host host) {
        this.host = host;
    }

    /**
     * The content of the file without its last line break.
     *
     * @throws ProblemException when it cannot be read, is open to others, is empty or has several lines
     */
    public Optional<Secret> read(Optional<String> name) {
        return name.map(text -> PathText.parse(text, host.environment()))
                .map(host.files()::real)
                .map(this::read);
    }

    private Secret read(Path path) {
        byte[] content = host.files().read(path, LIMIT);
        int mode = host.files().look(path).map(Files.State::mode).orElse(0);
        if ((mode & FOR_OTHERS) != 0) {
            throw ProblemException.of("secret-file-open", path, Integer.toOctalString(mode));
        }
        String text = decode(content, path).replaceFirst("\\r?\\n\\z", "");
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of("secret-file-lines", path);
        }
        return new Secret(text);
    }

    private static String decode(byte[] bytes, Path path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of("secret-file-lines", path);
        }
    }
}
