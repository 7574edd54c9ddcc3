package io.annals.edge.identities;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import io.annals.edge.identities.IdentityText.Name;
import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Inputs from tables that others publish: libphonenumber's example numbers of each region and type, the letters that CLDR lists
 * for each language, the deviations of UTS 46.
 */
@Tag("quick")
class PublishedTablesTest {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final long SEED = 20_261_128L;
    private static final String MARKS = "\u200e\u202a%s\u202c\u200b\ufeff";

    private final Random random = new Random(SEED);
    private int tried;

    @Test
    void a_number_of_any_region_and_type_is_one_in_whatever_way_it_is_written() {
        Map<Name, String> owners = new HashMap<>();
        examples().forEach((number, region) -> {
            String value = PHONES.format(number, PhoneNumberFormat.E164);
            Name name = phone(value, null)
                    .orElseThrow(() -> new AssertionError(value))
                    .name();
            for (String spelling : spellings(number)) {
                same(name, spelling, null);
            }
            if (PHONES.isValidNumberForRegion(number, region)) {
                same(name, PHONES.format(number, PhoneNumberFormat.NATIONAL), region);
            }
            String before = owners.put(name, value);
            assertThat(before == null
                            || before.equals(value)
                            || PHONES.getRegionCodeForCountryCode(54).equals(region))
                    .as(before + " and " + value)
                    .isTrue();
        });
        report("numbers");
    }

    private void same(Name name, String spelling, @Nullable String region) {
        tried++;
        assertThat(phone(spelling, region).map(IdentityText::name))
                .as("seed %d: %s in %s", SEED, spelling, region)
                .contains(name);
    }

    private static List<String> spellings(PhoneNumber number) {
        String international = PHONES.format(number, PhoneNumberFormat.INTERNATIONAL);
        return List.of(
                international,
                PHONES.format(number, PhoneNumberFormat.RFC3966),
                "00" + international.substring(1),
                MARKS.formatted(international),
                international.replace(' ', '\u00a0').replace('-', '\u2011'),
                international
                        .chars()
                        .collect(StringBuilder::new, (wide, c) -> wide.appendCodePoint(wide(c)), (a, b) -> {})
                        .toString(),
                international
                        .chars()
                        .collect(StringBuilder::new, (arabic, c) -> arabic.appendCodePoint(arabic(c)), (a, b) -> {})
                        .toString());
    }

    private static int wide(int c) {
        return c > ' ' && c < 0x7f ? c + 0xfee0 : c;
    }

    private static int arabic(int c) {
        return Character.isDigit(c) ? '\u0660' + Character.digit(c, 10) : c;
    }

    /** Without repetitions and sequences, of which libphonenumber has a few for want of real ones. */
    private static Map<PhoneNumber, String> examples() {
        Map<PhoneNumber, String> all = new LinkedHashMap<>();
        for (String region : PHONES.getSupportedRegions().stream().sorted().toList()) {
            for (PhoneNumberType type :
                    PHONES.getSupportedTypesForRegion(region).stream().sorted().toList()) {
                PhoneNumber number = PHONES.getExampleNumberForType(region, type);
                if (number != null
                        && PHONES.isValidNumber(number)
                        && !Placeholders.isNumber(PHONES.getNationalSignificantNumber(number))) {
                    all.put(number, region);
                }
            }
        }
        return all;
    }

    @Test
    void a_number_that_no_region_gives_out_is_nobodys() {
        for (String region : PHONES.getSupportedRegions().stream().sorted().toList()) {
            refusedPhone(PHONES.getInvalidExampleNumber(region));
            PhoneNumber local = PHONES.getExampleNumberForType(region, PhoneNumberType.FIXED_LINE);
            if (local != null) {
                String digits = PHONES.getNationalSignificantNumber(local);
                for (int to = 2; to < digits.length(); to++) {
                    PhoneNumber cut = new PhoneNumber()
                            .setCountryCode(local.getCountryCode())
                            .setNationalNumber(Long.parseLong(digits.substring(digits.length() - to)));
                    if (PHONES.isPossibleNumberWithReason(cut)
                            == PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY) {
                        refusedPhone(cut);
                    }
                }
            }
        }
        report("numbers of nobody");
    }

    private void refusedPhone(@Nullable PhoneNumber number) {
        if (number != null && !PHONES.isValidNumber(number)) {
            String value = PHONES.format(number, PhoneNumberFormat.E164);
            tried++;
            assertThat(phone(value, null)
                            .filter(read -> !PHONES.isValidNumber(number)
                                    && read.value().equals(value)))
                    .as(value)
                    .isEmpty();
        }
    }

    @Test
    void the_two_ways_to_write_a_mobile_of_mexico_brazil_and_argentina_are_one_and_two_mobiles_stay_two() {
        Set<Name> names = new HashSet<>();
        List<String[]> pairs = new ArrayList<>();
        mobiles("MX", "55", 8).forEach(n -> pairs.add(new String[] {"+52" + n, "+521" + n}));
        mobiles("BR", "119", 8).stream()
                .filter(n ->
                        n.charAt(3) >= '6' && !PHONES.isValidNumber(number("+55" + n.substring(0, 2) + n.substring(3))))
                .forEach(n -> pairs.add(new String[] {"+55" + n, "+55" + n.substring(0, 2) + n.substring(3)}));
        mobiles("AR", "911", 8).forEach(n -> pairs.add(new String[] {"+54" + n, "+54" + n.substring(1)}));
        for (String[] pair : pairs) {
            Name name = phone(pair[0], null)
                    .orElseThrow(() -> new AssertionError(pair[0]))
                    .name();
            same(name, pair[1], null);
            IdentityText other = phone(pair[1], null).orElseThrow();
            assertThat(keys(other))
                    .as("seed %d: claimed before as %s", SEED, pair[0])
                    .contains(new Name(1, pair[0]));
            assertThat(keys(phone(pair[0], null).orElseThrow()))
                    .as("seed %d: claimed before as %s", SEED, pair[1])
                    .contains(new Name(1, pair[1]));
            assertThat(names.add(name)).as("seed %d: %s", SEED, pair[0]).isTrue();
        }
        report("mobiles");
    }

    private static Set<Name> keys(IdentityText identity) {
        Set<Name> all = new HashSet<>(identity.former());
        all.add(identity.name());
        return all;
    }

    private Set<String> mobiles(String region, String area, int digits) {
        int code = PHONES.getCountryCodeForRegion(region);
        Set<String> all = new LinkedHashSet<>();
        while (all.size() < 100) {
            StringBuilder number = new StringBuilder(area);
            random.ints(digits, 0, 10).forEach(number::append);
            if (PHONES.isValidNumber(number("+" + code + number))) {
                all.add(number.toString());
            }
        }
        return all;
    }

    private static PhoneNumber number(String text) {
        try {
            return PHONES.parse(text, null);
        } catch (com.google.i18n.phonenumbers.NumberParseException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void an_address_in_the_letters_of_any_language_is_one_in_whatever_form_it_is_pasted() {
        for (ULocale language : ULocale.getAvailableLocales()) {
            if (language.getCountry().isEmpty()) {
                List<String> letters = letters(language);
                if (letters.size() > 5) {
                    one(language, word(letters), word(letters));
                }
            }
        }
        report("addresses");
    }

    private void one(ULocale language, String mailbox, String label) {
        String address = mailbox + "@" + label + ".example";
        Optional<IdentityText> read = email(address);
        if (read.isEmpty()) { // letters that no registry takes in this order: right-to-left with digits and the like
            return;
        }
        Name name = read.get().name();
        String value = read.get().value();
        for (String spelling : List.of(
                value,
                Normalizer.normalize(address, Normalizer.Form.NFD),
                MARKS.formatted(address),
                "Somebody <" + address + ">",
                "mailto:" + address + "?subject=x",
                address.replace('@', '\uff20').replace(".example", "\uff0eｅｘａｍｐｌｅ"),
                mailbox + "@" + label + "\u3002example",
                " " + address + ". ")) {
            tried++;
            assertThat(email(spelling).map(IdentityText::name))
                    .as("seed %d, %s: %s", SEED, language, spelling)
                    .contains(name);
        }
    }

    @Test
    void what_idna_2003_made_one_are_two_now_and_what_was_claimed_then_is_found_by_both() {
        for (ULocale language : ULocale.getAvailableLocales()) {
            List<String> letters = letters(language);
            if (language.getCountry().isEmpty() && letters.size() > 5) {
                deviation(word(letters), "ß", "ss");
                deviation(word(letters), "ς", "σ");
            }
        }
        report("deviations");
    }

    private void deviation(String word, String now, String then) {
        Optional<IdentityText> one = email("ann@" + word + now + word + ".example");
        Optional<IdentityText> other = email("ann@" + word + then + word + ".example");
        boolean before = FormerText.of(IdentityKind.EMAIL, "ann@" + word + now + word + ".example", null)
                .isPresent(); // Unicode 3.2 did not have all of these letters
        if (before && one.isPresent() && other.isPresent()) {
            tried++;
            assertThat(one.get().name())
                    .as("seed %d: %s", SEED, word + now)
                    .isNotEqualTo(other.get().name());
            assertThat(one.get().former())
                    .as("seed %d: %s", SEED, word + now)
                    .doesNotContain(other.get().name());
            assertThat(other.get().former())
                    .as("seed %d: %s", SEED, word + then)
                    .doesNotContain(one.get().name());
            Set<Name> common = keys(one.get());
            common.retainAll(keys(other.get()));
            assertThat(common).as("seed %d: %s", SEED, word + now).isNotEmpty();
        }
    }

    private static List<String> letters(ULocale language) {
        List<String> letters = new ArrayList<>();
        UnicodeSet set = LocaleData.getExemplarSet(language, 0);
        for (String letter : set) {
            if (Character.isLetter(letter.codePointAt(0)) && letter.equals(letter.toLowerCase(Locale.ROOT))) {
                letters.add(letter);
            }
        }
        return letters;
    }

    private String word(List<String> letters) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            word.append(letters.get(random.nextInt(letters.size())));
        }
        return word.toString();
    }

    private static Optional<IdentityText> phone(String typed, @Nullable String region) {
        return read(IdentityKind.PHONE, typed, region);
    }

    private static Optional<IdentityText> email(String typed) {
        return read(IdentityKind.EMAIL, typed, null);
    }

    private static Optional<IdentityText> read(IdentityKind kind, String typed, @Nullable String region) {
        try {
            return Optional.of(IdentityText.read(kind, typed, "it", region));
        } catch (BadInput refused) {
            return Optional.empty();
        }
    }

    private void report(String what) {
        System.out.println("seed " + SEED + ": " + tried + " " + what);
        assertThat(tried).isGreaterThanOrEqualTo(200);
    }
}
