package hikae.ui.full.terminal;

import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes keys from the bytes of a terminal. A pure state machine: it is told the bytes and the time, and
 * says how long it wants to wait for more. Unknown sequences and late answers of the terminal are
 * swallowed (U24); a lone Esc is one only after a wait, so that slow links do not tear arrow keys apart (U23).
 */
public final class Keys {
    /** More than this many characters at once are a paste, not typing (U26). */
    private static final int TYPED_AT_ONCE = 8;

    private static final long BURST_MILLIS = 20;
    private static final long BROKEN_SEQUENCE_MILLIS = 1000;
    private static final int LONGEST_ANSWER = 4096;
    private static final String PASTE_START = "200~";

    private enum State {
        GROUND,
        ESC,
        CSI,
        CONSOLE_FUNCTION,
        MOUSE,
        SS3,
        ANSWER,
        ANSWER_ESC,
        PASTE
    }

    private final long escapeMillis;
    private final Utf8 utf8 = new Utf8();
    private final PasteBuffer paste = new PasteBuffer();
    private final StringBuilder sequence = new StringBuilder();
    private final StringBuilder burst = new StringBuilder();

    private State state = State.GROUND;
    private long lastByte;
    private long lastTyped = Long.MIN_VALUE / 2;
    private int swallow;
    private List<Key> out = new ArrayList<>();

    /** @param escapeMillis how long the bytes of one key may be apart: 50, over ssh 100 */
    public Keys(long escapeMillis) {
        this.escapeMillis = escapeMillis;
    }

    /** The keys that are complete after these bytes arrived at {@code now} (milliseconds of any clock). */
    List<Key> feed(byte[] bytes, int length, long now) {
        expire(now);
        // one character on its own is typing and is not held back
        boolean alone = burst.isEmpty() && now - lastTyped > BURST_MILLIS;
        for (int i = 0; i < length; i++) {
            lastByte = now;
            take(bytes[i] & 0xFF, now);
        }
        if (alone && burst.codePointCount(0, burst.length()) == 1) {
            flushBurst();
        }
        return drain();
    }

    /** The keys that are complete because nothing more has come until {@code now}. */
    List<Key> settle(long now) {
        expire(now);
        return drain();
    }

    /** Milliseconds after which {@link #settle} wants to be called; -1 if it need not be. */
    long patience(long now) {
        long text = burst.isEmpty() ? Long.MAX_VALUE : lastTyped + BURST_MILLIS - now;
        long rest = state == State.GROUND ? Long.MAX_VALUE : lastByte + limit() - now;
        long wait = Math.min(text, rest);
        return wait == Long.MAX_VALUE ? -1 : Math.max(0, wait);
    }

    private List<Key> drain() {
        List<Key> ready = out;
        out = new ArrayList<>();
        return ready;
    }

    private long limit() {
        return state == State.ESC ? escapeMillis : BROKEN_SEQUENCE_MILLIS;
    }

    private void expire(long now) {
        if (!burst.isEmpty() && now - lastTyped >= BURST_MILLIS) {
            flushBurst();
        }
        if (state != State.GROUND && now - lastByte >= limit()) {
            if (state == State.ESC) {
                emit(Key.of(Kind.ESC));
            } else if (state == State.PASTE) {
                emit(Key.paste(paste.take()));
            }
            state = State.GROUND;
        }
    }

    private void take(int value, long now) {
        switch (state) {
            case GROUND -> ground(value, now);
            case ESC -> afterEscape(value, now);
            case CSI -> inSequence(value, now);
            case CONSOLE_FUNCTION -> end(KeyCodes.console((char) value));
            case MOUSE -> {
                if (--swallow == 0) {
                    state = State.GROUND;
                }
            }
            case SS3 -> end(KeyCodes.application((char) value));
            case ANSWER -> inAnswer(value, now);
            case ANSWER_ESC -> afterAnswerEscape(value, now);
            case PASTE -> {
                if (paste.add(value)) {
                    state = State.GROUND;
                    emit(Key.paste(paste.take()));
                }
            }
        }
    }

    private void ground(int value, long now) {
        if (value >= 0x20 && value != 0x7F) {
            int codePoint = utf8.add(value);
            if (codePoint >= 0x20) {
                typed(codePoint, now);
            }
        } else if (value == '\r' || value == '\n' || value == '\t') {
            typed(value, now);
        } else {
            flushBurst();
            control(value);
        }
    }

    private void control(int value) {
        if (value == 0x1B) {
            state = State.ESC;
        } else if (value == 0x7F || value == 0x08) {
            emit(Key.of(Kind.BACKSPACE));
        } else if (value >= 1 && value <= 26) {
            emit(Key.ctrl((char) ('a' + value - 1)));
        }
    }

    private void afterEscape(int value, long now) {
        sequence.setLength(0);
        switch (value) {
            case '[' -> state = State.CSI;
            case 'O' -> state = State.SS3;
            case ']', 'P', '_', '^', 'X' -> state = State.ANSWER;
            case 0x1B -> emit(Key.of(Kind.ESC));
            case 0x03 -> restart(value, now);
            default -> state = State.GROUND; // Alt with a key: the same bytes, so it means nothing
        }
    }

    private void inSequence(int value, long now) {
        if (value < 0x20) {
            restart(value, now);
        } else if (value == '[' && sequence.isEmpty()) {
            state = State.CONSOLE_FUNCTION;
        } else if (value == 'M' && sequence.isEmpty()) {
            state = State.MOUSE;
            swallow = 3;
        } else if (value < 0x40) {
            sequence.append((char) value);
        } else {
            endSequence((char) value);
        }
    }

    private void endSequence(char last) {
        if (PASTE_START.contentEquals(sequence.append(last))) {
            state = State.PASTE;
        } else {
            end(KeyCodes.sequence(sequence.toString()));
        }
    }

    private void inAnswer(int value, long now) {
        if (value == 0x1B) {
            state = State.ANSWER_ESC;
        } else if (value == 0x07 || value == 0x18 || value == 0x1A || sequence.length() > LONGEST_ANSWER) {
            state = State.GROUND;
        } else if (value == 0x03) {
            restart(value, now);
        } else {
            sequence.append((char) value);
        }
    }

    private void afterAnswerEscape(int value, long now) {
        if (value == '\\') {
            state = State.GROUND;
        } else {
            state = State.ESC;
            afterEscape(value, now);
        }
    }

    /** A control character ends whatever was unfinished and then means itself. */
    private void restart(int value, long now) {
        state = State.GROUND;
        ground(value, now);
    }

    private void end(Optional<Kind> kind) {
        state = State.GROUND;
        kind.ifPresent(known -> emit(Key.of(known)));
    }

    private void typed(int codePoint, long now) {
        boolean lineFeedOfPair = codePoint == '\n' && !burst.isEmpty() && burst.charAt(burst.length() - 1) == '\r';
        lastTyped = now;
        if (!lineFeedOfPair) {
            burst.appendCodePoint(codePoint);
        }
    }

    private void flushBurst() {
        String text = burst.toString();
        burst.setLength(0);
        if (text.codePointCount(0, text.length()) > TYPED_AT_ONCE) {
            emit(Key.paste(text));
        } else {
            text.codePoints().forEach(c -> emit(KeyCodes.typed(c)));
        }
    }

    private void emit(Key key) {
        out.add(key);
    }
}
