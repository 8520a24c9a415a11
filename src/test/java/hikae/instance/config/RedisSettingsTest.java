package hikae.instance.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {
    private static Optional<RedisSettings> read(String text) {
        return RedisSettings.parse(text.getBytes(StandardCharsets.UTF_8), "default.yml");
    }

    @Test
    void theKeysBeginWithTheHostOfTheAddress() {
        assertThat(read("url: https://Example.com/\nredis:\n  host: redis\n"))
                .contains(new RedisSettings("redis", 6379, 0, "example.com", false));
        assertThat(read("url: https://example.com:8443/\nredis:\n  host: redis\n  port: 6380\n  db: 2\n"))
                .contains(new RedisSettings("redis", 6380, 2, "example.com:8443", false));
    }

    @Test
    void theSectionOfTheTimelinesComesFirst() {
        String text = """
                url: https://example.com/
                redis:
                  host: redis
                redisForTimelines:
                  host: other
                  prefix: mine
                  pass: made-up
                """;
        assertThat(read(text)).contains(new RedisSettings("other", 6379, 0, "mine", true));
        assertThat(RedisSettings.ofCaches(text.getBytes(StandardCharsets.UTF_8), "default.yml"))
                .as("what is not a timeline")
                .contains(new RedisSettings("redis", 6379, 0, "example.com", false));
    }

    @Test
    void withoutASectionOrAnAddressItIsNotKnown() {
        assertThat(read("url: https://example.com/\n")).isEmpty();
        assertThat(read("url: 'not an address'\nredis:\n  host: redis\n")).isEmpty();
    }
}
