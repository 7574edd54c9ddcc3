package io.annals.app.cdnow;

import io.annals.command.contact.lines.Lines;
import io.annals.edge.refusal.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads CDNOW's purchases as contacts: master id, (in the sample: id in the sample,) date, number of CDs, dollars.
 *
 * <p>The {@code externalId} is master id, date and which of the customer's rows of that day it is, since identical rows
 * are real purchases; and since the sample is part of the master file, both give the same purchase the same id.
 */
public final class CdnowLines implements Lines {
    private static final Pattern GAP = Pattern.compile("\\s+");
    private static final Pattern ROW = Pattern.compile("\\d{5}(\\s+\\d{4})?\\s+\\d{8}\\s+\\d+\\s+\\d+\\.\\d{2}");

    private final BufferedReader file;
    private final Map<String, Integer> seen = new HashMap<>();
    private long number;

    public CdnowLines(InputStream file) {
        this.file = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    }

    /** Whether a first line looks like one of these files: four or five columns, the third last a date. */
    public static boolean looksLike(String line) {
        return line.strip().startsWith("customer_id")
                || ROW.matcher(line.strip()).matches();
    }

    /** All purchases of a file that has no bad rows, as lines for {@code POST /contacts/batch}, in the file's order. */
    public static List<String> contacts(Path file) throws IOException {
        try (InputStream body = Files.newInputStream(file)) {
            CdnowLines lines = new CdnowLines(body);
            List<String> contacts = new ArrayList<>();
            for (Line line = lines.next(); line != null; line = lines.next()) {
                contacts.add(line.content().get().toString());
            }
            return contacts;
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            String row = line.strip();
            if (!row.isEmpty() && !row.startsWith("customer_id")) { // the master file's header
                JsonNode contact = contact(row);
                return new Line(number, line.length(), () -> {
                    if (contact == null) {
                        throw new BadInput(
                                "", "must be a purchase: customer, date as 19970131, number of CDs, dollars");
                    }
                    return contact;
                });
            }
        }
        return null;
    }

    @Override
    public boolean ready() throws IOException {
        return file.ready();
    }

    private @Nullable JsonNode contact(String row) {
        if (!ROW.matcher(row).matches()) {
            return null;
        }
        String[] cells = GAP.split(row, -1);
        int n = cells.length;
        try {
            LocalDate date = LocalDate.parse(cells[n - 3], DateTimeFormatter.BASIC_ISO_DATE);
            int discs = Integer.parseInt(cells[n - 2]);
            String day = cells[0] + "-" + cells[n - 3];
            return contact(day + "-" + seen.merge(day, 1, Integer::sum), cells[0], date, discs, cells[n - 1]);
        } catch (DateTimeException | NumberFormatException noPurchase) {
            return null;
        }
    }

    private static ObjectNode contact(String externalId, String customer, LocalDate date, int discs, String dollars) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode contact = json.objectNode()
                .put("kind", "purchase")
                .put("channel", "cdnow")
                .put("externalId", externalId)
                .put("occurredAt", date.atStartOfDay().toInstant(ZoneOffset.UTC).toString());
        contact.putObject("customer").put("externalId", "cdnow-" + customer);
        ObjectNode line = contact.putObject("content").putArray("lines").addObject();
        line.put("id", "1").put("product", "CD").put("quantity", discs);
        line.putObject("price")
                .put("amount", new BigDecimal(dollars).toPlainString())
                .put("currency", "USD");
        return contact;
    }
}
