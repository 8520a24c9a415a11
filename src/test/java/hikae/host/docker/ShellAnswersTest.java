package hikae.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import hikae.host.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShellAnswersTest {
    private static final String KEY = "0a0b0c";
    private static final String END = "\0" + KEY;

    private final ShellAnswers answers = new ShellAnswers(KEY);
    private final BoundedOutput said = new BoundedOutput();

    /** Frames begin and end anywhere, and what is printed may look like an end up to its last byte. */
    @Test
    void whatWasPrintedIsWhatStandsBeforeTheEndHoweverItIsCut() throws Exception {
        Random random = new Random(17);
        String near = "a\0\0" + KEY.substring(0, 5) + "\0b\n" + KEY + "12\n\0" + KEY.substring(0, 5) + "z";
        for (int turn = 0; turn < 300; turn++) {
            BoundedOutput takes = new BoundedOutput();
            answers.next(takes);
            cut(random, StreamType.STDOUT, near + END + turn % 256 + "\n");
            assertThat(answers.code()).isEmpty(); // the other stream may still have something to say
            cut(random, StreamType.STDERR, "e" + END + turn % 256 + "\n");
            assertThat(answers.await(0, TimeUnit.SECONDS)).isTrue();
            assertThat(answers.code()).contains(turn % 256);
            assertThat(takes.output()).isEqualTo(Plain.text(near));
            assertThat(takes.errors()).isEqualTo("e");
        }
    }

    @Test
    void aShellThatEndsInTheMiddleIsNoAnswer() throws Exception {
        answers.next(said);
        answers.onNext(new Frame(StreamType.STDOUT, (END + "0\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(answers.await(1, TimeUnit.MILLISECONDS)).isFalse();
        answers.onComplete();
        assertThat(answers.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(answers.code()).isEmpty();
    }

    private void cut(Random random, StreamType stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(9));
            answers.onNext(new Frame(stream, Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
    }
}
