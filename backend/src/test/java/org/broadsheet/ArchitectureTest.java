package org.broadsheet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house, held to by the classes: a new arrow between rooms is a visible change of the table here. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.broadsheet");

    /**
     * Which rooms a room may know. The change log lies below the rooms that write to it; nobody knows the three on
     * top.
     */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("shared", Set.of()),
            Map.entry("changes", Set.of("shared")),
            Map.entry("media", Set.of("shared")),
            Map.entry("site", Set.of("shared", "changes")),
            Map.entry("weather", Set.of("shared")),
            Map.entry("section", Set.of("shared", "changes")),
            Map.entry("author", Set.of("shared", "changes")),
            Map.entry("tag", Set.of("shared", "changes")),
            Map.entry("article", Set.of("shared", "changes", "media", "section", "author", "tag")),
            Map.entry("search", Set.of("shared", "changes", "article", "section", "author", "tag")),
            Map.entry("related", Set.of("shared", "changes", "tag", "article", "search")),
            Map.entry("popularity", Set.of("shared", "article")),
            Map.entry("staff", Set.of("shared")),
            Map.entry(
                    "editorial",
                    Set.of(
                            "shared",
                            "changes",
                            "media",
                            "site",
                            "section",
                            "author",
                            "tag",
                            "article",
                            "staff",
                            "related",
                            "popularity")),
            Map.entry("contract", Set.of("shared")),
            Map.entry("donation", Set.of("shared", "staff")),
            Map.entry("demo", Set.of("shared", "media", "site", "section", "author", "tag", "article")),
            Map.entry("embedded", Set.of("demo"))));

    @Test
    void every_room_stands_in_the_plan() {
        Set<String> rooms = new TreeSet<>();
        HOUSE.forEach(type -> rooms.add(room(type)));

        assertThat(ARROWS.keySet()).containsAll(rooms);
    }

    @Test
    void rooms_know_only_the_rooms_that_the_plan_lets_them_know() {
        Set<String> built = new TreeSet<>();
        HOUSE.forEach(type -> type.getDirectDependenciesFromSelf().forEach(arrow -> {
            JavaClass target = arrow.getTargetClass().getBaseComponentType();
            if (target.getPackageName().startsWith("org.broadsheet.")
                    && !room(target).equals(room(type))) {
                built.add(room(type) + " -> " + room(target));
            }
        }));

        Set<String> permitted = new TreeSet<>();
        ARROWS.forEach((room, known) -> known.forEach(other -> permitted.add(room + " -> " + other)));
        assertThat(permitted).containsAll(built);
    }

    @Test
    void arrows_form_no_ring() {
        slices().matching("org.broadsheet.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void only_resources_speak_http() {
        noClasses()
                .that(areOutside("shared"))
                .and()
                .haveSimpleNameNotEndingWith("Resource")
                .and(DescribedPredicate.not(areRestClients()))
                .and()
                .doNotImplement(HttpAuthenticationMechanism.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "org.jboss.resteasy..")
                .check(HOUSE);
    }

    @Test
    void no_resource_touches_an_entity_or_the_database() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are entities") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isAnnotatedWith(Entity.class);
                    }
                })
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "java.sql..")
                .check(HOUSE);
    }

    @Test
    void every_door_says_who_may_enter() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.not(areRestClients()))
                .should(new ArchCondition<>("say who may enter, on themselves or their class") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean says = Stream.of(
                                        PermitAll.class, RolesAllowed.class, Authenticated.class, DenyAll.class)
                                .anyMatch(access -> method.isAnnotatedWith(access)
                                        || method.getOwner().isAnnotatedWith(access));
                        events.add(new SimpleConditionEvent(method, says, method.getFullName()));
                    }
                })
                .check(HOUSE);
    }

    @Test
    void nothing_is_deserialised_into_what_its_text_names() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder|org\\.yaml\\.snakeyaml\\.constructor\\.Constructor"
                                + "|com\\.fasterxml\\.jackson\\.databind\\.jsontype\\.(BasicPolymorphicTypeValidator|impl\\.LaissezFaireSubTypeValidator)"
                                + "|com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo")
                .orShould()
                .callMethodWhere(new DescribedPredicate<>("default typing is switched on") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                        return call.getName().matches("activateDefaultTyping.*|enableDefaultTyping.*|setDefaultTyping");
                    }
                })
                .check(HOUSE);
    }

    @Test
    void only_the_sanitiser_makes_safe_html() {
        classes()
                .that()
                .haveSimpleName("SafeHtml")
                .should()
                .haveOnlyPrivateConstructors()
                .check(HOUSE);
    }

    /** A statement that reads the table and forgets the state would show drafts; only Publishing may see them. */
    @Test
    void readers_statements_name_the_view_of_published_articles_never_the_table() throws IOException {
        Pattern table =
                Pattern.compile("\\b(from|join|into|update|only)\\s+\"?article\"?(?![\\w])", Pattern.CASE_INSENSITIVE);
        Map<String, String> offences = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\\n\"]*\\n", "");
                table.matcher(code).results().forEach(match -> offences.put(file.toString(), match.group()));
            }
        }

        // The demo asks whether there is anything at all, drafts included, before it moves in; the newsroom sees
        // everything.
        offences.keySet()
                .removeIf(file -> file.endsWith("article/Publishing.java")
                        || file.endsWith("editorial/Drafts.java")
                        || file.endsWith("editorial/Pictures.java")
                        || file.endsWith("demo/DemoNewsroom.java"));
        assertThat(offences).isEmpty();
    }

    /** They speak HTTP outwards: interfaces with a path, and what is nested in them. */
    private static DescribedPredicate<JavaClass> areRestClients() {
        return new DescribedPredicate<>("are REST clients") {
            @Override
            public boolean test(JavaClass type) {
                return (type.isInterface() && type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                        || type.getEnclosingClass().map(this::test).orElse(false);
            }
        };
    }

    private static DescribedPredicate<JavaClass> areOutside(String... rooms) {
        return new DescribedPredicate<>("are outside of " + List.of(rooms)) {
            @Override
            public boolean test(JavaClass type) {
                return !List.of(rooms).contains(room(type));
            }
        };
    }

    private static String room(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }
}
