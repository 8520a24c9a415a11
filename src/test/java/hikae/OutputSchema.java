package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hikae.text.Template;

/** What {@code hikae json-schema} prints, asked by a validator: every test that reads {@code --json} demands it. */
final class OutputSchema {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Template.text("output.schema.json"));

    private OutputSchema() {}

    /** Fails unless the object is as described. */
    static void demand(String json) {
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
}
