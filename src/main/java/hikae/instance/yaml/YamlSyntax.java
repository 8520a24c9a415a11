package hikae.instance.yaml;

import hikae.text.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says where a syntax error most likely begins; SnakeYAML's own words are dropped, they quote the file. */
final class YamlSyntax {
    // a full-width colon after a bare key, or a full-width blank in the indentation
    private static final Pattern WIDE_SIGN =
            Pattern.compile("^(?:[ \\t]*\u3000|[ -]*[^\\s#'\":{\\[\uFF1A]+\uFF1A)", Pattern.MULTILINE);

    private YamlSyntax() {}

    static Problem problem(SourceText source, MarkedYAMLException e) {
        SourceLocation found = place(source, e.getProblemMark());
        SourceLocation began = e.getContextMark() == null ? found : place(source, e.getContextMark());
        int at = offset(source, e.getProblemMark());
        Optional<Problem> wide = fullWidth(source, source.lineEnd(at));
        if (wide.isPresent()) {
            return wide.get();
        }
        boolean tab = at < source.text().length() && source.text().charAt(at) == '\t';
        return tab ? Problem.of("yaml-tab", found) : Problem.of("yaml-syntax", found, began);
    }

    /** The first full-width sign before {@code end} that was probably meant as a half-width one. */
    static Optional<Problem> fullWidth(SourceText source, int end) {
        Matcher wide = WIDE_SIGN.matcher(source.text()).region(0, end);
        return wide.find()
                ? Optional.of(Problem.of("yaml-full-width", source.place(wide.end() - 1)))
                : Optional.empty();
    }

    private static SourceLocation place(SourceText source, Mark mark) {
        return source.placeOfPoint(mark.getIndex());
    }

    private static int offset(SourceText source, Mark mark) {
        return source.text().offsetByCodePoints(0, mark.getIndex());
    }
}
