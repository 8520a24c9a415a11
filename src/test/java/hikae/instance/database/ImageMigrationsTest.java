package hikae.instance.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageMigrationsTest {
    @Test
    void takesThePropertyBeforeTheClass() {
        assertThat(ImageMigrations.names("""
                ./1579267006611-v12.js:class v121579267006611
                ./1579267006611-v12.js:name = 'v121579267006611
                ./1741279404074-system-accounts-fixup.js:class Other1741279404074
                ./1741279404074-system-accounts-fixup.js:name='SystemAccounts1741279404074
                ./1000000000000-Init.js:class Init1000000000000
                grep: something: else
                ./x.js:class Short123
                """))
                .containsExactlyInAnyOrder("v121579267006611", "SystemAccounts1741279404074", "Init1000000000000");
    }

    @Test
    void isEmptyForNothing() {
        assertThat(ImageMigrations.names("")).isEmpty();
    }
}
