package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import hikae.text.Template;

/** What {@code hikae json-schema} prints, asked by a validator: every test that reads {@code --json} demands it. */
final class OutputSchema {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Template.text("output.schema.json"));

    private OutputSchema() {}

    /** Fails unless the object is as described. */
    static void demand(String json) {
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
}
