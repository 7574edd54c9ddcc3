package io.annals.events.party;

import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** The roles of people in groups that are offered; any words are roles as well. */
public final class GroupRoles {
    /** Who speaks for a household; it has one at most. */
    public static final Code HEAD = new Code("head");

    public static final List<Code> OF_ORGANISATIONS = codes(
            "contact-person", "decision-maker", "buyer", "billing", "user", "technician", "assistant", "director");

    public static final List<Code> OF_HOUSEHOLDS = codes("head", "partner", "child", "parent", "member");

    private GroupRoles() {}

    /** What is told by this: one of the roles that are offered, however it is written, else the words. */
    public static CodedText read(String told) {
        String spelling = Vocabulary.spelling(told);
        return Stream.of(OF_ORGANISATIONS, OF_HOUSEHOLDS)
                .flatMap(List::stream)
                .filter(code -> code.value().equals(spelling))
                .findFirst()
                .map(CodedText::of)
                .orElseGet(() -> CodedText.words(told.strip()));
    }

    private static List<Code> codes(String... values) {
        return List.of(values).stream().map(Code::new).toList();
    }
}
