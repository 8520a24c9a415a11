package hikae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.text.Json;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of {@code --json} that {@code hikae json-schema} prints; what is printed is held against it in Program. */
class OutputSchemaTest {
    /** Those whose headline says more than their id. */
    private static final List<String> ALSO = List.of("backups", "status", "storage-check-no");

    /** A word after the report's id other than headline tells that one of several is chosen. */
    @Test
    void eachReportIsDescribed() {
        TreeSet<String> told = new TreeSet<>();
        for (String key : Messages.in(Language.EN).keys()) {
            String[] words = key.split("\\.");
            if (words[0].equals("report") && words.length > 2) {
                told.add(words[1]);
            }
        }
        told.addAll(ALSO);
        assertThat(described()).containsExactlyElementsOf(told);
    }

    private static Set<String> described() {
        Map<?, ?> at = Json.object(Template.text("output.schema.json")).orElseThrow();
        for (String step : List.of("$defs", "reported", "properties", "report")) {
            at = (Map<?, ?>) Optional.ofNullable(at.get(step)).orElseThrow();
        }
        TreeSet<String> ids = new TreeSet<>();
        ((List<?>) Optional.ofNullable(at.get("enum")).orElseThrow()).forEach(id -> ids.add(String.valueOf(id)));
        return ids;
    }

    @Test
    void aKeyOrAReportThatIsNotDescribedIsNoticed() {
        OutputSchema.demand("{\"schema\":1,\"report\":\"demo\",\"exit\":0,\"demo_dir\":\"/tmp\"}");
        for (String wrong : List.of(
                "{\"schema\":1,\"report\":\"demo\",\"exit\":0,\"demo_dir\":\"/tmp\",\"more\":1}",
                "{\"schema\":1,\"report\":\"demo\",\"exit\":0}",
                "{\"schema\":1,\"report\":\"other\",\"exit\":0}",
                "{\"schema\":1}",
                "{\"schema\":1,\"error\":{\"code\":\"a\",\"message\":\"b\"}}")) {
            assertThatThrownBy(() -> OutputSchema.demand(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
    }
}
