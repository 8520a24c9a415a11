package hikae.host;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * What a command in a container is given and who takes what it prints; all on threads of their own.
 *
 * @param input its standard input, to its end
 * @param lines takes each line of its standard output, without its end
 * @param output takes the same as bytes; while it waits, so does the command
 */
public record Talk(Input input, Consumer<String> lines, OutputStream output) {
    /** Writes what a command reads. */
    public interface Input {
        void into(OutputStream command) throws IOException;
    }

    /** One that is given something and heard line by line. */
    public static Talk telling(Input input, Consumer<String> lines) {
        return new Talk(input, lines, OutputStream.nullOutputStream());
    }

    /** One that is given nothing and prints what is to be kept. */
    public static Talk taking(OutputStream output) {
        return new Talk(command -> {}, line -> {}, output);
    }
}
