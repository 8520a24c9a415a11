package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Page;
import hikae.text.Say;
import hikae.text.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class StoragePage {
    private final Field<String> use = Field.of("r2_use", Field.Kind.CHOICE, text -> text)
            .among(answers -> List.of(Option.of("later", Say.of("r2.use.later"))))
            .orElse("later");

    StoragePage(Optional<Secret> fromFile, Map<String, String> given) {}

    Page page() {
        return Page.of("storage", use);
    }

    Optional<StorageAnswers> answers(Answers answers) {
        return Optional.empty();
    }
}
