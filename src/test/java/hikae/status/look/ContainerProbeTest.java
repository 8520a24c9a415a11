package hikae.status.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContainerProbeTest {
    @Test
    void readsEveryLine() {
        ContainerProbe inside = ContainerProbe.parse("""
                offset +0900
                inode 131
                dumping yes
                login 0 150018
                port {"Running":{},"Last":{"Exit_status":0},"Schedule":"@daily"}
                """);
        assertThat(inside.offset()).isEqualTo("+0900");
        assertThat(inside.inode()).isEqualTo("131");
        assertThat(inside.dumping()).isTrue();
        assertThat(inside.major()).contains(15);
        assertThat(inside.scheduler().orElseThrow().schedule()).isEqualTo("@daily");
    }

    @Test
    void keepsWhyALoginFailed() {
        ContainerProbe inside =
                ContainerProbe.parse("login 2 psql: error: FATAL:  password authentication failed for user \"mk\"");
        assertThat(inside.major()).isEmpty();
        assertThat(inside.refusal()).isEqualTo("psql: error: FATAL:  password authentication failed for user \"mk\"");
    }

    @Test
    void noAnswerIsNoScheduler() {
        assertThat(ContainerProbe.parse("").scheduler()).isEmpty();
        assertThat(ContainerProbe.parse("port {\"torn\":").scheduler()).isEmpty();
        assertThat(ContainerProbe.parse("port <html>").scheduler()).isEmpty();
    }

    @Test
    void theErrorOfTheLastRunIsTheLineThatNamesTheCause() {
        Scheduler scheduler = Scheduler.parse("""
                        {"Running":{"12":{"Exit_status":0}},"Last":{"Exit_status":1,"Stdout":"Creating dump\\n",\
                        "Stderr":"pg_dump: warning: slow\\npg_dump: error: server version mismatch\\npg_dump: detail: 17; 15\\n",\
                        "ExitTime":"2025-11-24T04:00:02+09:00"},"Schedule":"0 4 * * *"}""").orElseThrow();
        assertThat(scheduler.running()).isTrue();
        assertThat(scheduler.exitStatus()).isEqualTo(1);
        assertThat(scheduler.exitTime()).contains(Instant.parse("2025-11-23T19:00:02Z"));
        assertThat(scheduler.lastWords()).isEqualTo("pg_dump: error: server version mismatch");
    }

    @Test
    void whatARunPrintedIsBounded() {
        Scheduler scheduler = Scheduler.parse("{\"Last\":{\"Exit_status\":1,\"Stderr\":\"" + "x".repeat(5000) + "\"}}")
                .orElseThrow();
        assertThat(scheduler.lastWords()).hasSizeLessThan(210);
    }

    @Test
    void aSchedulerThatNeverRanAnythingHasNoTime() {
        Scheduler scheduler = Scheduler.parse("{\"Running\":{},\"Last\":{},\"Schedule\":\"0 4 * * *\"}")
                .orElseThrow();
        assertThat(scheduler.exitTime()).isEmpty();
        assertThat(scheduler.exitStatus()).isZero();
        assertThat(scheduler.lastWords()).isEqualTo("-");
    }
}
