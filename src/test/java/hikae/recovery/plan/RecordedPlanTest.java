package hikae.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.work.Journal;
import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a journal begins with is all that a plan is made of; it begins with the same when the plan is made again. */
class RecordedPlanTest {
    private static final String TARGET = "home=/srv/misskey-backup backups=/srv/misskey-backup/backups"
            + " scheduler=misskey-backup image=postgres:16 host=example.jp misskey=/srv/misskey project=misskey db=db"
            + " web=web network=misskey_internal database_host=db port=5432 database=misskey user=misskey major=16"
            + " password_file=/srv/misskey-backup/secrets/password";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            restore  | dump=/b/x.gz                               | pin make-roles load check-staging pause-scheduler stop-web switch start-web check-web resume-scheduler unpin record
            restore  | dump=/b/x.gz skip_broken_constraints=yes   | pin make-roles load check-staging pause-scheduler stop-web switch start-web check-web resume-scheduler unpin record
            restore  | dump=/b/x.gz lost_data=/srv/misskey/db     | pin quiet-scheduler take-away move-data start-database make-roles load check-staging switch start-web check-web resume-scheduler drop-empty unpin record
            restore  | dump=/b/x.gz lost_data=                    | pin quiet-scheduler take-away start-database make-roles load check-staging switch start-web check-web resume-scheduler drop-empty unpin record
            restore  | dump=/b/x.gz lost_data= takes_over=earlier | pin take-over quiet-scheduler take-away start-database make-roles load check-staging switch start-web check-web resume-scheduler drop-empty unpin record
            restore  | dump=/b/x.gz lost_data= new_home=yes       | settle pin take-away start-database make-roles load check-staging switch start-web check-web drop-empty unpin record
            undo     | kept=hikae_kept_20251101_000000_abcdef     | pause-scheduler stop-web switch start-web check-web resume-scheduler unpin record
            forget   | kept=hikae_kept_x oid=7 dump_first=false   | forget
            forget   | kept=hikae_kept_x oid=7 dump_first=true    | dump-kept forget
            rehearse | dump=/b/x.gz server_image=p server_data=/d | pin start-server make-roles load check-staging record remove-server
            wake     | port=5432                                  | wake-database
            """)
    void thePlanIsMadeOfItAndSaysTheSame(String flow, String more, String steps) {
        Map<String, String> input = input(more);

        Plan plan = RecordedPlan.of(run(flow, input));

        assertThat(plan.steps()).extracting(Step::id).containsExactly(steps.split(" "));
        assertThat(plan.flow()).isEqualTo(flow);
        assertThat(plan.input()).isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource({"wake, port=", "undo, major=sixteen", "forget, oid=seven", "restore, port=x"})
    void whatDoesNotSayAllOfItIsDamaged(String flow, String wrong) {
        assertThatThrownBy(() -> RecordedPlan.of(run(flow, input(wrong)))).hasMessage("recovery-run-damaged");
    }

    private static Map<String, String> input(String more) {
        Map<String, String> input = new HashMap<>();
        for (String word : (TARGET + " " + more).split(" ")) {
            int at = word.indexOf('=');
            input.put(word.substring(0, at), word.substring(at + 1));
        }
        return input;
    }

    private static Journal.Record run(String flow, Map<String, String> input) {
        String id = "20261122-000000-" + flow;
        return new Journal.Record(
                flow,
                id,
                input,
                Path.of("/srv/misskey-backup/hikae/runs", id),
                List.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                0);
    }
}
