package io.annals.events.contact;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The codes that are known, by what they name, each with the words by which people and other systems tell the same. Logic
 * and figures go by the code; what it is called in whose language is for those to say who show it.
 */
public enum Vocabulary {
    /** What became of a call. The dispositions of telephone systems (Asterisk, Twilio) are among the words. */
    OUTCOME("""
        answered = completed; connected; відповіли; розмова відбулася; ответили; разговор состоялся; \
        cavab verildi; danışıldı; javio se; javila se; \
        razgovor obavljen
        voicemail = voice mail; answering machine; left voicemail; left message; автовідповідач; \
        голосова пошта; автоответчик; голосовая почта; \
        səsli poçt; govorna pošta
        no-answer = noanswer; unanswered; not answered; не відповіли; немає відповіді; не ответили; \
        нет ответа; cavab yoxdur; ne javlja se; \
        nema odgovora; не јавља се
        call-back = callback; передзвонити; треба передзвонити; перезвонить; нужно перезвонить; geri zəng et; \
        geri zəng etmək lazımdır; nazvati ponovo; treba nazvati
        solved = resolved; вирішено; питання вирішено; решено; вопрос решён; həll olundu; məsələ həll olundu; rešeno
        missed = missed call; пропущений; пропущенный; buraxılmış; propušten
        busy = engaged; line busy; зайнято; занято; məşğul; zauzeto
        abandoned = hung up
        failed = congestion
        cancelled = canceled
        """),
    PAYMENT("""
        card = credit card; debit card; картка; карта; kart; kartica
        cash = готівка; наличные; nağd; gotovina
        invoice = рахунок; счёт; счет; faktura; hesab-faktura
        transfer = bank transfer; wire transfer
        gift-card = gift voucher; voucher
        """),
    /** Why something was bought, or came back. */
    REASON("""
        gift = a gift; present
        defective = faulty; broken
        damaged = damaged in transit
        wrong-item = wrong product
        wrong-size = does not fit; too small; too large
        not-as-described = not as expected
        changed-mind = changed my mind; not needed
        late = too late; arrived late
        """),
    PRODUCT(""),
    STORE(""),
    FORM(""),
    QUESTIONNAIRE(""),
    QUESTION("");

    /** Outcomes of calls in which nobody spoke to anybody: who called waits for an answer. */
    public static final Set<Code> MISSED = Set.of(
            new Code("missed"),
            new Code("no-answer"),
            new Code("voicemail"),
            new Code("busy"),
            new Code("abandoned"),
            new Code("failed"),
            new Code("cancelled"));

    private final Map<String, Code> bySpelling = new LinkedHashMap<>();
    private final Set<Code> known = new LinkedHashSet<>();

    Vocabulary(String table) {
        table.lines().map(line -> line.split(" = ")).forEach(line -> {
            Code code = new Code(line[0]);
            known.add(code);
            bySpelling.put(spelling(code.value()), code);
            Arrays.stream(line[1].split("; ")).forEach(words -> bySpelling.put(spelling(words), code));
        });
    }

    /** The codes of this list, in the order in which they are offered. */
    public Set<Code> known() {
        return Collections.unmodifiableSet(known);
    }

    /** The code on this list that is told so: itself, or one of its words, in whatever case. */
    public Optional<Code> find(String told) {
        return Optional.ofNullable(bySpelling.get(spelling(told)));
    }

    /** What is told by this: a code of the list, else the code that it is or can be made of it, else the words. */
    public CodedText read(String told) {
        return find(told).or(() -> Code.of(told)).map(CodedText::of).orElseGet(() -> CodedText.words(told.strip()));
    }

    /** As words are compared: in lower case, with hyphens for what stands between. */
    public static String spelling(String words) {
        return Spelling.BETWEEN_WORDS
                .matcher(words.strip().toLowerCase(Locale.ROOT))
                .replaceAll("-");
    }

    /** Of its own, since the constants are made before an enum's own fields. */
    private static final class Spelling {
        static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");
    }
}
