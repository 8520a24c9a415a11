package hikae.dump.rows;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose dump it is, whichever table comes first. */
class FingerprintRowsTest {
    private static final String USERS = """
            COPY public."user" (id, "updatedAt", host, username) FROM stdin;
            a1\t\\N\t\\N\tadmin
            a2\t\\N\tother.example\tinstance.actor
            a3\t\\N\t\\N\tsystem.actor
            a4\t\\N\t\\N\tinstance.actor
            \\.
            """;
    private static final String KEYS = """
            COPY public.user_keypair ("userId", "publicKey", "privateKey") FROM stdin;
            a4\tfour\\n\tx
            a3\tthree\tx
            a1\tone\tx
            a2\ttwo\tx
            \\.
            """;
    private static final String ONE = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    private static final String THREE = "8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f";
    private static final String FOUR = "ab929fcd5594037960792ea0b98caf5fdaf6b60645e4ef248c28db74260f393e";

    private static Optional<Fingerprint> in(String... pieces) {
        FingerprintRows rows = new FingerprintRows();
        SqlText text = new SqlText(List.of(rows.users(), rows.keys()));
        byte[] all = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
        text.read(all, all.length);
        text.end();
        return rows.found();
    }

    @Test
    void prefersTheActorWhicheverTableComesFirst() {
        assertThat(in(USERS, KEYS)).contains(new Fingerprint("a4", FOUR, true));
        assertThat(in(KEYS, USERS)).contains(new Fingerprint("a4", FOUR, true));
    }

    @Test
    void takesTheLaterNameOfTheActorWhereThereIsNoOther() {
        String users = USERS.replace("a4", "b4");
        assertThat(in(users, KEYS)).contains(new Fingerprint("a3", THREE, true));
        assertThat(in(KEYS, users)).contains(new Fingerprint("a3", THREE, true));
    }

    @Test
    void takesTheOldestAccountWithAKeyWhereNoActorHasOne() {
        String users = USERS.replaceAll("a([34])", "b$1");
        assertThat(in(users, KEYS)).contains(new Fingerprint("a1", ONE, false));
        assertThat(in(KEYS, users)).contains(new Fingerprint("a1", ONE, false));
        assertThat(in(KEYS)).contains(new Fingerprint("a1", ONE, false));
    }

    @Test
    void isEmptyWithoutKeys() {
        assertThat(in(USERS)).isEmpty();
        assertThat(in("")).isEmpty();
    }

    @Test
    void manyAccountsDoNotHideTheActor() {
        String many = IntStream.range(0, 30_000)
                .mapToObj(i -> "b" + (99_999 - i) + "\tkey\tx\n")
                .collect(Collectors.joining());
        String keys = KEYS.replace("a4", many + "a4");
        assertThat(in(USERS, keys)).contains(new Fingerprint("a4", FOUR, true));
        assertThat(in(keys.replace("a1\tone\tx\n", "").replace("a2\ttwo\tx\n", ""), USERS))
                .hasValueSatisfying(one -> assertThat(one.user()).startsWith("a"));
    }
}
