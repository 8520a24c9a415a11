package hikae.ui.full.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InputTest {
    private final Input input = new Input(new Keys(50), () -> System.nanoTime() / 1_000_000, first -> {});

    private void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        input.bytes(bytes, bytes.length);
    }

    @Test
    void handsOutKeysInTheirOrder() {
        send("\u001B[A");
        send("\u001B[B");
        assertThat(input.hasMore()).isTrue();
        assertThat(input.next(-1)).isEqualTo(Key.of(Kind.UP));
        assertThat(input.next(-1)).isEqualTo(Key.of(Kind.DOWN));
        assertThat(input.hasMore()).isFalse();
    }

    @Test
    void aLoneEscComesOutByItself() {
        send("\u001B");
        assertThat(input.next(-1)).isEqualTo(Key.of(Kind.ESC));
    }

    @Test
    void wakesAfterTheTimeAskedFor() {
        assertThat(input.next(5)).isEqualTo(Key.of(Kind.WOKEN));
    }

    @Test
    void wakesWhenAWorkerTellsSomethingAndOnceForManyWords() {
        Thread worker = new Thread(() -> {
            input.wake();
            input.wake();
            input.resized();
            input.resized();
            input.closed();
        });
        worker.start();
        assertThat(input.next(-1).kind()).isEqualTo(Kind.WOKEN);
        Key second = input.next(-1);
        assertThat((second.kind() == Kind.WOKEN ? input.next(-1) : second).kind())
                .isEqualTo(Kind.RESIZED);
    }

    @Test
    void afterTheEndThereIsOnlyTheEnd() {
        input.closed();
        assertThat(input.next(-1)).isEqualTo(Key.of(Kind.CLOSED));
        assertThat(input.next(-1)).isEqualTo(Key.of(Kind.CLOSED));
    }
}
