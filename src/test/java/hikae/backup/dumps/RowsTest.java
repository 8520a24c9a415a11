package hikae.backup.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    /** Notes and users before and now, and whether that has to be said. The hook is tried with the same rows. */
    @ParameterizedTest
    @CsvSource({
        "407, 12, 0, 0, true",
        "407, 12, 0, 12, true",
        "407, 12, 407, 0, true",
        "407, 12, 203, 12, true",
        "407, 12, 204, 12, false",
        "407, 12, 407, 12, false",
        "407, 12, 900, 13, false",
        "6000000, 197613, 2900000, 197613, true",
        "6000000, 197613, 6000000, 90000, true",
        "20, 2, 9, 2, true",
        "20, 2, 10, 2, false",
        "19, 2, 0, 2, false",
        "3, 2, 2, 2, false",
        "3, 2, 0, 1, false",
        "3, 1, 0, 0, true",
        "0, 0, 0, 0, false"
    })
    void lessThanHalfIsALoss(long notes, long users, long notesNow, long usersNow, boolean lost) {
        assertThat(new Rows(notesNow, usersNow).isShrunkFrom(new Rows(notes, users)))
                .isEqualTo(lost);
    }

    @Test
    void readsWhatIsPrintedAmongOtherLines() {
        assertThat(Rows.said("login 0 150018\nrows note 407\nrows user 12\nrows counted\nport {}\n"))
                .contains(new Rows(407, 12));
    }

    @Test
    void aTableThatIsNotThereHasNoRows() {
        assertThat(Rows.said("rows user 12\nrows counted\n")).contains(new Rows(0, 12));
        assertThat(Rows.said("rows counted\n")).contains(new Rows(0, 0));
    }

    @Test
    void anAnswerThatBreaksOffTellsNothing() {
        assertThat(Rows.said("")).isEmpty();
        assertThat(Rows.said("rows note 407\nrows user 12\n")).isEmpty();
    }
}
