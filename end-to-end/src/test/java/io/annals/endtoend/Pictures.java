package io.annals.endtoend;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.annals.edge.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every page in every language on every kind of screen, for people to look at. */
final class Pictures {
    private static final List<String> LANGUAGES = List.of("en-GB", "uk-UA", "ru-RU", "az-AZ", "sr-RS");

    private enum Screen {
        LIGHT(1440, 900, ColorScheme.LIGHT),
        DARK(1440, 900, ColorScheme.DARK),
        NARROW(390, 844, ColorScheme.LIGHT),
        /** 1440 by 900 at 200 %. */
        MAGNIFIED(720, 450, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Screen(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    /** @param doing what is done on the page before it is looked at; null for nothing */
    private record View(
            String name, String address, @Nullable String doing) {}

    private final Annals annals;
    private final Browser browser;
    private final Path folder;
    private final List<String> languages;
    private final List<String> faults = new ArrayList<>();
    private int taken;

    private Pictures(Annals annals, Browser browser, Path folder, List<String> languages) {
        this.annals = annals;
        this.browser = browser;
        this.folder = folder;
        this.languages = languages;
    }

    private static Map<String, Object> at(Map<String, Object> contact, Duration ago, String direction) {
        contact.put("occurredAt", Instant.now().minus(ago).toString());
        contact.put("direction", direction);
        return contact;
    }

    /** Somebody with something of each kind. */
    private String customer() {
        Client agent = annals.as(Role.AGENT);
        Map<String, String> who = Map.of(
                "email", "maximiliane.bartholomaea@lampen-und-leuchten.example.org", "name", "Maximiliane Bartholomäa");
        List<Map<String, Object>> told = List.of(
                at(
                        Contacts.contact(
                                "email",
                                "mail",
                                "p-1",
                                who,
                                Map.of(
                                        "subject",
                                        "My lamp flickers",
                                        "text",
                                        "Good day,\nsince Tuesday it does not stop.")),
                        Duration.ofDays(3),
                        "inbound"),
                at(Contacts.purchase("R-4711", who, "149.90"), Duration.ofDays(2), "inbound"),
                at(
                        Contacts.contact(
                                "call",
                                "phone",
                                "p-3",
                                who,
                                Map.of("durationSeconds", 245, "summary", "When do you come?")),
                        Duration.ofHours(30),
                        "inbound"),
                at(
                        Contacts.contact(
                                "note",
                                "desk",
                                "p-4",
                                who,
                                Map.of("text", "She has a key. @vera please go.", "mentions", List.of("vera"))),
                        Duration.ofHours(29),
                        "internal"),
                at(
                        Contacts.contact("visit", "field", "p-5", who, Map.of("report", "Changed the ballast.")),
                        Duration.ofHours(5),
                        "outbound"),
                at(
                        Contacts.contact("chat", "chat", "p-6", who, Map.of("text", "It flickers again!")),
                        Duration.ofMinutes(40),
                        "inbound"),
                at(
                        Contacts.contact(
                                "message",
                                "whatsapp",
                                "p-7",
                                who,
                                Map.of("address", "+4790112233", "text", "Look", "mediaType", "image/jpeg")),
                        Duration.ofMinutes(30),
                        "inbound"));
        String id = "";
        for (Map<String, Object> contact : told) {
            id = agent.post("/contacts", contact).expect(201).text("customer");
        }
        agent.post("/contacts", at(Contacts.back("R-4712", "R-4711"), Duration.ofHours(4), "inbound"))
                .expect(201);
        agent.post("/customers/" + id + "/card", Map.of()).expect(200, 201);
        long position = agent.json("PUT", "/customers/" + id + "/consents/mail/newsletter", "")
                .expect(200)
                .position();
        String version = agent.get("/customers/" + id + "?atLeast=" + position)
                .json()
                .path("version")
                .asString();
        agent.json(
                        "PATCH",
                        "/customers/" + id,
                        "{\"name\":\"Maximiliane"
                            + " Wolfeschlegelstein\",\"attributes\":{\"city\":\"Bergen\",\"birthDate\":\"1997-05-03\"}}",
                        "If-Match",
                        "\"" + version + "\"")
                .expect(200);
        agent.post(
                        "/tasks",
                        Tasks.task(
                                "0198f0aa-0000-7000-8000-0000000000c1",
                                id,
                                "Call back",
                                "vera",
                                "2026-01-01T10:00:00Z"))
                .expect(201);
        agent.post(
                        "/tasks",
                        Tasks.task(
                                "0198f0aa-0000-7000-8000-0000000000c2",
                                id,
                                "Send a technician",
                                "vera",
                                "2036-01-01T10:00:00Z"))
                .expect(201);
        opportunities(agent, id);
        return id;
    }

    /** One in each stage, one of them without an amount, and one that was lost. */
    private static void opportunities(Client agent, String customer) {
        List<String> stages = List.of("new", "qualified", "proposal", "negotiation", "proposal");
        for (int i = 0; i < stages.size(); i++) {
            String id = "0198f0bb-0000-7000-8000-0000000000d" + i;
            Map<String, Object> opportunity = new HashMap<>(Map.of(
                    "id",
                    id,
                    "customer",
                    customer,
                    "title",
                    "Lamps for house " + (i + 1),
                    "stage",
                    stages.get(i),
                    "owner",
                    "vera",
                    "expectedClose",
                    "2026-12-0" + (i + 1)));
            if (i > 0) {
                opportunity.put("amount", Map.of("amount", i + "250.00", "currency", i == 3 ? "USD" : "EUR"));
            }
            agent.post("/opportunities", opportunity).expect(201);
        }
        agent.post("/opportunities/0198f0bb-0000-7000-8000-0000000000d4/loss", Map.of("reason", "price"))
                .expect(200);
    }

    /** Who else stands in the list. */
    private void others() {
        Client agent = annals.as(Role.AGENT);
        said(
                agent,
                "Tomás Ferreira",
                "email",
                "mail",
                Duration.ofMinutes(12),
                Map.of("subject", "Invoice of May", "text", "It has my old address."));
        said(agent, "Олена Шевченко", "chat", "chat", Duration.ofMinutes(55), Map.of("text", "Чи є ця лампа зеленою?"));
        said(agent, "Leyla Əliyeva", "call", "phone", Duration.ofHours(3), Map.of("outcome", "missed"));
        said(
                agent,
                "Jovana Đorđević",
                "form",
                "web",
                Duration.ofHours(6),
                Map.of("form", "Repair", "fields", Map.of("lamp", "Luna 3")));
        said(agent, "Paul Adeyemi", "visit", "field", Duration.ofDays(1), Map.of("report", "Two lamps hung."));
        said(
                agent,
                "Ingrid Solberg",
                "purchase",
                "store",
                Duration.ofDays(2),
                Map.of(
                        "lines",
                        List.of(Map.of(
                                "id",
                                "1",
                                "product",
                                "Lamp",
                                "quantity",
                                1,
                                "price",
                                Map.of("amount", "89.00", "currency", "EUR")))));
    }

    private static void said(
            Client agent, String name, String kind, String channel, Duration ago, Map<String, ?> content) {
        String id = "other-" + name.length() + "-" + kind;
        Map<String, String> who = Map.of("email", id + "@example.org", "name", name);
        agent.post(
                        "/contacts",
                        at(
                                Contacts.contact(kind, channel, id, who, content),
                                ago,
                                kind.equals("visit") ? "outbound" : "inbound"))
                .expect(201);
    }

    private static Stream<View> views(String id, long head) {
        String customer = "/#/customers/" + id;
        return Stream.of(
                new View("customers", "/#/customers", null),
                new View("customer", customer, null),
                new View("customer, changes", customer, "document.querySelector('.fold button')?.click()"),
                new View("customer, reply", customer, "document.querySelector('.reply')?.click()"),
                new View("customer, purchase", customer, "document.querySelectorAll('.kinds button')[4].click()"),
                new View("customer, message", customer, "document.querySelectorAll('.kinds button')[7].click()"),
                new View(
                        "customer, lost",
                        customer,
                        "document.querySelector('.entries').lastElementChild.scrollIntoView()"),
                new View("opportunities", "/#/opportunities", null),
                new View(
                        "opportunity",
                        "/#/opportunities",
                        "document.querySelector('[data-opportunity] button')?.click()"),
                new View(
                        "opportunity, lost",
                        "/#/opportunities",
                        "document.querySelector('[data-opportunity] button')?.click(); setTimeout(() =>"
                                + " document.querySelector('dialog button.danger')?.click(), 300)"),
                new View("past", customer + "?asOf=" + (head - 10), null),
                new View(
                        "new customer",
                        "/#/customers",
                        "document.querySelector('.welcome button.primary')?.click(); setTimeout(() => { const known ="
                            + " document.querySelector('[name=known]'); known.value = 'maxi'; known.dispatchEvent(new"
                            + " InputEvent('input', { bubbles: true })); }, 300)"),
                new View("correct", customer, "document.querySelector('annals-card')?.openDialog('correct')"),
                new View("points", customer, "document.querySelector('annals-card')?.openDialog('points')"),
                new View("task", customer, "document.querySelector('annals-open-tasks').dialog = {}"),
                new View("settings", "/#/customers", "document.querySelector('.head > button.plain').click()"),
                new View("palette", "/#/customers", "document.querySelector('.search').click()"),
                new View("tasks", "/#/tasks", null),
                new View("mentions", "/#/mentions", null),
                new View("numbers", "/#/numbers", null),
                new View("definitions", "/#/definitions", null),
                new View(
                        "definition",
                        "/#/definitions",
                        "setTimeout(() => document.querySelector('[data-definition] header button')?.click(), 500)"),
                new View("users", "/#/admin/users", null),
                new View("new user", "/#/admin/users", "document.querySelector('main button.primary').click()"),
                new View("keys", "/#/admin/keys", null),
                new View("sessions", "/#/admin/sessions", null),
                new View("applications", "/#/admin/authorizations", null),
                new View("no such page", "/#/nowhere", null),
                new View("second factor", "/second-factor", null),
                new View("no such address", "/nowhere", null));
    }

    private void take() {
        others();
        String id = customer();
        long head =
                annals.as(Role.AGENT).get("/log/head").json().path("position").asLong();
        Staff.joins(browser.person(), annals, "vera", "Vera Kovalenko", Role.ADMINISTRATOR);
        for (String language : languages) {
            try (BrowserContext stranger = browser.person(new NewContextOptions().setLocale(language))) {
                stranger.addInitScript(
                        "location.protocol === 'about:' || localStorage.setItem('annals.prefs', JSON.stringify({ language: '%s' }))"
                                .formatted(language.substring(0, 2))); // the account's own is English
                Page page = stranger.newPage();
                for (View view : List.of(new View("nobody", "/", null), new View("login", "/login", null))) {
                    take(page, language, view);
                }
                page.fill("[name=name]", "vera");
                page.fill("[name=password]", Staff.PASSWORD);
                page.click("button.primary");
                page.waitForSelector("annals-workplace");
                page.onPageError(fault -> faults.add(language + ": " + fault));
                views(id, head).forEach(view -> take(page, language, view));
            }
        }
    }

    private void take(Page page, String language, View view) {
        page.setViewportSize(Screen.LIGHT.width, Screen.LIGHT.height);
        page.navigate("about:blank"); // so that each is a page of its own
        page.navigate(annals.url() + view.address());
        page.waitForFunction("() => document.querySelector('main h1, .whose h1, .people li, h1') &&"
                + " !document.querySelector('[aria-busy=true]')");
        if (view.doing() != null) {
            page.evaluate("() => { %s }".formatted(view.doing()));
        }
        page.waitForLoadState(LoadState.NETWORKIDLE);
        for (Screen screen : Screen.values()) {
            page.setViewportSize(screen.width, screen.height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
            Object sideways = page.evaluate("""
                async () => {
                  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
                }\
                """);
            String name = "%s %s %s"
                    .formatted(
                            view.name(), language.substring(0, 2), screen.name().toLowerCase(Locale.ROOT));
            if (!Integer.valueOf(0).equals(sideways)) {
                faults.add(name + " scrolls sideways by " + sideways);
            }
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
            taken++;
        }
    }

    /** Usage: the folder for the pictures, and the languages if not all, such as {@code en uk}. Starts a server on an empty home. */
    public static void main(String[] arguments) {
        try (Home home = Home.fresh();
                Annals annals = Annals.start(home);
                Browser browser = Browser.open()) {
            long began = System.nanoTime();
            Pictures pictures = new Pictures(
                    annals,
                    browser,
                    Path.of(arguments[0]),
                    LANGUAGES.stream()
                            .filter(language ->
                                    arguments.length == 1 || List.of(arguments).contains(language.substring(0, 2)))
                            .toList());
            pictures.take();
            System.out.printf(
                    "%d pictures in %s, in %d s%n",
                    pictures.taken,
                    arguments[0],
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            if (!pictures.faults.isEmpty()) {
                throw new AssertionError(String.join("\n", pictures.faults));
            }
        }
    }
}
