package io.annals.query.customer;

import io.annals.encoding.Joined;
import io.annals.events.Fact;
import io.annals.query.customer.CustomerView.Identity;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** All {@link CustomerSection}s together, each under its name. */
final class CustomerSections implements Joined.Parts {
    private static final List<CustomerSection<?>> ALL =
            ServiceLoader.load(CustomerSection.class, CustomerSection.class.getClassLoader()).stream()
                    .<CustomerSection<?>>map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(CustomerSection::name))
                    .toList();

    /** Of whom nothing is known. */
    static final Map<String, Record> NONE = each(CustomerSection::empty);

    @Override
    public Map<String, Class<? extends Record>> forms() {
        Map<String, Class<? extends Record>> forms = new LinkedHashMap<>();
        ALL.forEach(section -> forms.put(section.name(), section.form()));
        return forms;
    }

    static int revision() {
        return ALL.stream().mapToInt(CustomerSection::revision).sum();
    }

    /** After one more fact; the very map where it concerns none of them. */
    @SuppressWarnings("ReferenceEquality") // a section gives back itself when nothing changed
    static Map<String, Record> after(Map<String, Record> before, Fact fact) {
        Map<String, Record> after = each(section -> after(section, before, fact));
        return after.entrySet().stream().allMatch(one -> one.getValue() == before.get(one.getKey())) ? before : after;
    }

    static Stream<Identity> knownBy(Fact fact) {
        return ALL.stream().flatMap(section -> Stream.ofNullable(section.knownBy(fact)));
    }

    static Map<String, Record> forgotten(Map<String, Record> sections) {
        return each(section -> forgotten(section, sections));
    }

    /** @param members the survivor's first */
    static Map<String, Record> together(List<Map<String, Record>> members) {
        return each(section -> together(section, members));
    }

    static Map<String, String> compared(Map<String, Record> sections) {
        Map<String, String> compared = new TreeMap<>();
        ALL.forEach(section -> compared.putAll(compared(section, sections)));
        return compared;
    }

    private static Map<String, Record> each(Function<CustomerSection<?>, Record> made) {
        Map<String, Record> each = new LinkedHashMap<>();
        ALL.forEach(section -> each.put(section.name(), made.apply(section)));
        return Collections.unmodifiableMap(each);
    }

    private static <S extends Record> S after(CustomerSection<S> section, Map<String, Record> before, Fact fact) {
        return section.after(of(section, before), fact);
    }

    private static <S extends Record> S forgotten(CustomerSection<S> section, Map<String, Record> sections) {
        return section.forgotten(of(section, sections));
    }

    private static <S extends Record> S together(CustomerSection<S> section, List<Map<String, Record>> members) {
        return section.combined(members.stream().map(one -> of(section, one)).toList());
    }

    private static <S extends Record> Map<String, String> compared(
            CustomerSection<S> section, Map<String, Record> sections) {
        return section.compared(of(section, sections));
    }

    private static <S extends Record> S of(CustomerSection<S> section, Map<String, Record> sections) {
        Record one = sections.get(section.name());
        return one == null ? section.empty() : section.form().cast(one);
    }
}
