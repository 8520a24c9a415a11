package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void leavesQuotesAndMarkupOfValuesAlone() {
        Template template = Template.of("t", "a: {{value}}\n");
        assertThat(template.fill(Map.of("value", "\"<&>' {{value}}\""))).isEqualTo("a: \"<&>' {{value}}\"\n");
    }

    @Test
    void refusesToGuessAMissingValue() {
        Template template = Template.of("t", "a: {{value}}\n");
        assertThatThrownBy(() -> template.fill(Map.of("other", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("t");
    }

    @Test
    void refusesAMissingSectionToo() {
        Template template = Template.of("t", "{{#on}}x{{/on}}");
        assertThatThrownBy(() -> template.fill(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesATemplateThatIsNotThere() {
        assertThatThrownBy(() -> Template.named("none.txt")).hasMessageContaining("none.txt");
    }
}
