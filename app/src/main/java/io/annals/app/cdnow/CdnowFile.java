package io.annals.app.cdnow;

import java.io.BufferedReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads CDNOW's purchases: master id, (in the sample: id in the sample,) date, number of CDs, dollars.
 *
 * <p>The {@code externalId} is master id, date and which of the customer's rows of that day it is, since identical rows
 * are real purchases; and since the sample is part of the master file, both give the same purchase the same id.
 */
public final class CdnowFile {
    private static final Pattern GAP = Pattern.compile("\\s+");

    private CdnowFile() {}

    /** One row. {@code dollars} has two decimals. */
    record Row(String customer, LocalDate date, int discs, BigDecimal dollars) {
        static Optional<Row> of(String line) {
            String[] cells = GAP.split(line.strip(), -1);
            if (cells.length < 4 || !Character.isDigit(cells[0].charAt(0))) {
                return Optional.empty(); // the master file's header, or an empty line
            }
            int n = cells.length;
            return Optional.of(new Row(
                    cells[0],
                    LocalDate.parse(cells[n - 3], DateTimeFormatter.BASIC_ISO_DATE),
                    Integer.parseInt(cells[n - 2]),
                    new BigDecimal(cells[n - 1]).setScale(2)));
        }
    }

    /** Whether a first line looks like one of these files: four or five columns, the third last a date. */
    public static boolean looksLike(String line) {
        return line.strip().startsWith("customer_id")
                || line.strip().matches("\\d{5}(\\s+\\d{4})?\\s+\\d{8}\\s+\\d+\\s+\\d+\\.\\d{2}");
    }

    /** The purchases as lines for {@code POST /contacts/batch}, in the file's order. */
    public static Stream<String> contacts(BufferedReader file) {
        Map<String, Integer> seen = new HashMap<>();
        return file.lines().map(Row::of).flatMap(Optional::stream).map(row -> {
            String day = row.customer + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(row.date);
            return contact(row, day + "-" + seen.merge(day, 1, Integer::sum));
        });
    }

    private static String contact(Row row, String externalId) {
        return """
            {"kind":"purchase","channel":"cdnow","externalId":"%s","occurredAt":"%s","customer":{"externalId":"cdnow-%s"},\
            "content":{"lines":[{"id":"1","product":"CD","quantity":%d,"price":{"amount":"%s","currency":"USD"}}]}}\
            """.formatted(
                        externalId,
                        row.date.atStartOfDay().toInstant(ZoneOffset.UTC),
                        row.customer,
                        row.discs,
                        row.dollars.toPlainString());
    }
}
