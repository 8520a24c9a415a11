package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
    /** proc(5): the name is whatever the program calls itself. */
    @Test
    void theTimeOfItsStartIsFoundBehindAnyName() {
        String fields = " S 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 88923 1000 200";
        assertThat(ProcessMark.startIn("4711 (java)" + fields)).contains(88_923L);
        assertThat(ProcessMark.startIn("4711 (a) 1 2 (b) c)" + fields)).contains(88_923L);
        assertThat(ProcessMark.startIn("4711 (java) S 1")).isEmpty();
        assertThat(ProcessMark.startIn("")).isEmpty();
    }

    @Test
    void aLockThatAnOlderHikaeHasWrittenIsReadAsWell() {
        Holder old = Holder.parse("pid 4711 since 2026-11-22T00:00:00Z\n".getBytes(StandardCharsets.US_ASCII))
                .orElseThrow();
        assertThat(old.pid()).isEqualTo(4711);
        assertThat(old.process()).isEmpty();
        assertThat(Holder.parse(old.toBytes())).contains(old);
        Holder here = new Holder(old.pid(), old.since(), ProcessMark.here());
        assertThat(here.process()).isPresent();
        assertThat(Holder.parse(here.toBytes())).contains(here);
    }
}
