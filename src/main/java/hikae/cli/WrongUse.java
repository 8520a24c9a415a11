package hikae.cli;

import hikae.text.Problem;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** What is wrong with the words of a command, in our own words and not picocli's, which knows no Japanese. */
final class WrongUse {
    private static final int OFFERED = 3;

    private WrongUse() {}

    static Problem problem(CommandLine.ParameterException refused) {
        if (refused instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched);
        }
        if (refused instanceof CommandLine.MissingParameterException missing) {
            return Problem.of(
                    "word-missing",
                    missing.getMissing().stream().map(WrongUse::name).collect(Collectors.joining(" ")));
        }
        return Problem.of("word-wrong", String.valueOf(refused.getMessage()));
    }

    private static Problem unknown(CommandLine.UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().get(0);
        List<String> similar =
                unmatched.getSuggestions().stream().limit(OFFERED).toList();
        return similar.isEmpty()
                ? Problem.of("word-unknown", word)
                : Problem.of("word-unknown-similar", word, String.join(", ", similar));
    }

    private static String name(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
