package hikae.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of commands of a {@code RECOVERY.md}.
 *
 * @param section its heading's number, such as {@code 4}
 * @param part the part that is done only in some cases, such as {@code way-back}; empty where it is always done
 * @param commands as they stand there
 * @param checks what the text after it tells the operator to see, one of these; none where it tells nothing
 */
public record GuideBlock(String section, String part, String commands, List<String> checks) {
    private static final Pattern MARK = Pattern.compile(
            "(?m)^## (?<section>\\d+)\\.|^<!-- (?<part>[a-z-]+) -->$|^```sh\\n(?<commands>(?s:.*?))^```$|^Check: (?<check>.*)$");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");

    public GuideBlock {
        checks = List.copyOf(checks);
    }

    /** All of them in order. */
    public static List<GuideBlock> read(Path guide) throws IOException {
        List<GuideBlock> blocks = new ArrayList<>();
        String section = "";
        String part = "";
        Matcher mark = MARK.matcher(Files.readString(guide));
        while (mark.find()) {
            if (mark.group("section") != null) {
                section = mark.group("section");
            } else if (mark.group("part") != null) {
                part = mark.group("part").equals("end") ? "" : mark.group("part");
            } else if (mark.group("commands") != null) {
                blocks.add(new GuideBlock(section, part, mark.group("commands"), List.of()));
            } else {
                int last = blocks.size() - 1;
                blocks.set(last, blocks.get(last).checked(mark.group("check")));
            }
        }
        return blocks;
    }

    /** The first sentence says what must be seen; what follows is for the case that it is not. */
    private GuideBlock checked(String sentences) {
        String first = sentences.split("\\.(?= )", 2)[0].replaceAll("\\.$", "");
        List<String> words = WORD.matcher(first)
                .results()
                .map(word -> word.group(1).replace("...", "").strip())
                .toList();
        return new GuideBlock(section, part, commands, words);
    }

    /** The same with the date that the text tells the operator to put in. */
    public GuideBlock dated(String date) {
        return new GuideBlock(section, part, commands.replace("YYYYMMDD", date), checks);
    }
}
