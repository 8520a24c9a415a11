package hikae.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels of an image make no container Misskey's or ours (P2 11). */
class OwnLabelsTest {
    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    private static final String HASH = "com.docker.compose.config-hash";
    private static final String DIRECTORY = "com.docker.compose.project.working_dir";
    private static final String ROLE = "hikae.role";

    @Test
    void whatTheImageBearsIsNotItsOwn() {
        Map<String, String> image =
                Map.of(PROJECT, "misskey", SERVICE, "db", HASH, "0", DIRECTORY, "/srv/misskey", ROLE, "backup");
        assertThat(OwnLabels.own(image, image)).isEmpty();
    }

    @Test
    void whatItWasGivenIsAlsoWhereTheImageSaysOtherwise() {
        Map<String, String> image = Map.of(ROLE, "backup", "maintainer", "x");
        assertThat(OwnLabels.own(Map.of(ROLE, "client", "maintainer", "x"), image))
                .isEqualTo(Map.of(ROLE, "client"));
    }

    /** Compose marks the images that it builds with project and service. */
    @Test
    void aServiceWhoseImageComposeBuiltIsStillOfItsProject() {
        Map<String, String> image = Map.of(PROJECT, "misskey", SERVICE, "web", "com.docker.compose.version", "2");
        Map<String, String> container = new HashMap<>(image);
        container.put(HASH, "abc");
        container.put(DIRECTORY, "/srv/misskey");
        assertThat(OwnLabels.own(container, image)).isEqualTo(container);
    }

    /** The labels that an image was given to pass as a container of Compose are no evidence for each other. */
    @Test
    void anImageCannotBeItsOwnWitness() {
        Map<String, String> image = new HashMap<>(Map.of(PROJECT, "misskey", SERVICE, "db", HASH, "abc"));
        image.put("com.docker.compose.container-number", "1");
        Map<String, String> container = new HashMap<>(image);
        container.put("more", "of its own");
        assertThat(OwnLabels.own(container, image)).isEqualTo(Map.of("more", "of its own"));
    }
}
