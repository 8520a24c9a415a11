package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void showsAChangedLineWithItsNeighbours() {
        assertThat(shown("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n")).containsExactly(" a", " b", "-c", "+C", " d", " e");
    }

    @Test
    void leavesOutWhatIsFarFromAChange() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assertThat(shown(before, before.replace("1\n", "x\n") + "10\n"))
                .containsExactly("-1", "+x", " 2", " 3", " 4", "@...", " 7", " 8", " 9", "+10");
    }

    @Test
    void aNewFileIsAllAdded() {
        assertThat(shown("", "a\nb\n")).containsExactly("+a", "+b");
    }

    @Test
    void equalTextsHaveNoDifference() {
        assertThat(shown("a\nb\n", "a\nb\n")).isEmpty();
    }

    @RepeatedTest(200)
    void whatIsShownTurnsOneIntoTheOther(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> before = lines(random);
        List<String> after = lines(random);
        List<Diff.Line> lines = Diff.of(bytes(before), bytes(after));
        assertThat(lines.stream().filter(line -> line.sign() == '-').map(Diff.Line::text))
                .as("seed %d", repetition.getCurrentRepetition())
                .isSubsetOf(before);
        for (Diff.Line line : lines) {
            if (line.sign() == '+' || line.sign() == ' ') {
                assertThat(after.get(line.number() - 1)).isEqualTo(line.text());
            }
        }
        long added = lines.stream().filter(line -> line.sign() == '+').count();
        long removed = lines.stream().filter(line -> line.sign() == '-').count();
        assertThat(before.size() - removed + added).isEqualTo(after.size());
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            lines.add("line " + random.nextInt(4));
        }
        return lines;
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> shown(String before, String after) {
        return Diff.of(before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8)).stream()
                .map(line -> line.sign() + line.text())
                .toList();
    }
}
